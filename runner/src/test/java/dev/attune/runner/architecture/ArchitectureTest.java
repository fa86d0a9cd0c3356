package dev.attune.runner.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.attune.api.AttunePlugin;
import dev.attune.api.PublicApi;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The borders of the modules; this is the one class path that sees them all. */
final class ArchitectureTest {
    private static final String API = "dev.attune.api..";
    private static final String RUNNER = "dev.attune.runner..";
    private static final String ENCODERS = "dev.attune.encoders..";
    private static final List<String> PLUGINS = List.of(
            "dev.attune.objectives..",
            "dev.attune.fusion.rjcma..",
            "dev.attune.fusion.baselines..",
            ENCODERS,
            "dev.attune.datasets..");
    private static final String[] MEDIA_LIBRARIES = {
        "org.bytedeco..",
        "ai.djl.onnxruntime..",
        "ai.onnxruntime..",
        "ai.djl.huggingface..",
        "edu.cmu.sphinx..",
        "org.vosk.."
    };
    private static final String[] PLUGIN_PACKAGES = PLUGINS.toArray(String[]::new);

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("/test-classes/"))
            .importPackages("dev.attune");

    /** A rule about classes that are not there passes; so each package must have some. */
    @Test
    void everyModuleIsSeen() {
        assertThat(CLASSES.size()).isGreaterThan(150);
        for (String plugin : PLUGINS) {
            assertThat(CLASSES.that(resideInAPackage(plugin))).as(plugin).isNotEmpty();
        }
        assertThat(CLASSES.that(resideInAPackage(API)).size()).isGreaterThan(50);
        assertThat(CLASSES.that(resideInAPackage(RUNNER)).size()).isGreaterThan(50);
    }

    @Test
    void apiStandsAlone() {
        check(classes()
                .that()
                .resideInAPackage(API)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("dev.attune.api..", "java..", "ai.djl..", "org.jspecify..")
                .as("api depends on the JDK, DJL's interface and jspecify only")
                .because("whatever it depends on, every plugin depends on"));
        check(noClasses()
                .that()
                .resideInAPackage(API)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("ai.djl.pytorch..", "ai.djl.onnxruntime..")
                .as("api names no engine")
                .because("a layer must run on whatever the runner chooses"));
    }

    @Test
    void pluginsKnowTheApiAlone() {
        for (String plugin : PLUGINS) {
            check(noClasses()
                    .that()
                    .resideInAPackage(plugin)
                    .should()
                    .dependOnClassesThat(resideInAPackage("dev.attune..").and(not(resideInAnyPackage(API, plugin))))
                    .as(plugin + " depends on api and not on another module")
                    .because("a plugin of ours is no more than a third party's"));
            if (!plugin.equals(ENCODERS)) {
                check(classes()
                        .that()
                        .resideInAPackage(plugin)
                        .should()
                        .onlyDependOnClassesThat()
                        .resideInAnyPackage(
                                "dev.attune..",
                                "java..",
                                "ai.djl.ndarray..",
                                "ai.djl.nn..",
                                "ai.djl.training..",
                                "org.jspecify..")
                        .as(plugin + " uses the JDK and DJL's tensors only")
                        .because("libraries belong where the design names them"));
            }
        }
    }

    @Test
    void onlyEncodersKnowMediaLibraries() {
        check(noClasses()
                .that()
                .resideInAPackage("dev.attune..")
                .and()
                .resideOutsideOfPackage(ENCODERS)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(MEDIA_LIBRARIES)
                .as("only encoders knows FFmpeg, OpenCV, ONNX Runtime, tokenizers and speech recognisers")
                .because("everybody else sees recordings and features"));
    }

    @Test
    void onlyTheRunnerKnowsItsLibraries() {
        check(noClasses()
                .that()
                .resideInAPackage("dev.attune..")
                .and()
                .resideOutsideOfPackages(RUNNER, "dev.attune.testkit..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "com.google.inject..",
                        "com.fasterxml.jackson..",
                        "picocli..",
                        "ch.qos.logback..",
                        "org.slf4j..")
                .as(
                        "only runner knows Guice, Jackson, picocli and logging; the testkit reads its fixtures with Jackson")
                .because("a plugin must not inherit the runner's libraries"));
        check(noClasses()
                .that()
                .resideInAPackage(RUNNER)
                .and()
                .resideOutsideOfPackage("dev.attune.runner.trial..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.google.inject..")
                .as("Guice is seen where trials are wired")
                .because("everything else takes constructor arguments"));
        check(noClasses()
                .that()
                .resideInAPackage("dev.attune..")
                .and()
                .resideOutsideOfPackage("dev.attune.runner.engine..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("ai.djl.pytorch..")
                .as("only runner.engine names the engine")
                .because("another engine must be a change of one package"));
        check(noClasses()
                .that()
                .resideInAPackage(RUNNER)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(PLUGIN_PACKAGES)
                .as("runner does not name a plugin's class")
                .because("components are found by name"));
    }

    @Test
    void packagesDoNotGoRoundInCircles() {
        check(slices().matching("dev.attune.runner.(*)..")
                .should()
                .beFreeOfCycles()
                .as("the packages of runner form no cycle")
                .because("data flows one way"));
        for (String module :
                List.of("dev.attune.datasets.(*)..", "dev.attune.objectives.(*)..", "dev.attune.fusion.(*)..")) {
            check(slices().matching(module)
                    .should()
                    .beFreeOfCycles()
                    .as("the packages of " + module + " form no cycle")
                    .because("data flows one way")
                    .allowEmptyShould(true));
        }
    }

    @Test
    void onlyTheCommandLineWritesToStandardStreams() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage("dev.attune.runner.cli..")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .as("only runner.cli writes to standard streams")
                .because("a library must not print"));
        check(noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.util.logging..")
                .as("java.util.logging is not used")
                .because("slf4j is"));
    }

    @Test
    void randomnessIsSeeded() {
        check(noClasses()
                .should()
                .callConstructor(java.util.Random.class)
                .orShould()
                .callConstructor(java.util.SplittableRandom.class)
                .orShould()
                .callMethod(Math.class, "random")
                .orShould()
                .callMethod(java.util.concurrent.ThreadLocalRandom.class, "current")
                .orShould()
                .callMethod(NDArray.class, "dropout", float.class)
                .as("nothing draws from an unseeded generator")
                .because("the same seed gives the same result"));
        check(noClasses()
                .should()
                .callMethodWhere(engineRandomness())
                .as("nothing draws from the engine's generator")
                .because("it is global, and differs between thread counts"));
    }

    private static DescribedPredicate<JavaCall<?>> engineRandomness() {
        return new DescribedPredicate<>("a random operation of the engine") {
            @Override
            public boolean test(JavaCall<?> call) {
                return call.getTargetOwner().isAssignableTo(ai.djl.ndarray.NDManager.class)
                        && call.getName().startsWith("random");
            }
        };
    }

    /**
     * DJL's overloads with a Java number give wrong gradients when the garbage collector runs between forward and backward.
     */
    @Test
    void noJavaNumberIsAnOperand() {
        check(noClasses()
                .should()
                .callMethodWhere(numberOperand())
                .as("no Java number is an operand of a tensor")
                .because("the engine keeps a tensor over a Java buffer that the collector may free; use Scalars"));
    }

    private static DescribedPredicate<JavaCall<?>> numberOperand() {
        Set<String> operations = Set.of(
                "add", "addi", "sub", "subi", "mul", "muli", "div", "divi", "mod", "modi", "pow", "powi", "maximum",
                "minimum");
        return new DescribedPredicate<>("NDArray arithmetic with a java.lang.Number") {
            @Override
            public boolean test(JavaCall<?> call) {
                AccessTarget.CodeUnitCallTarget target = call.getTarget();
                return target.getOwner().isAssignableTo(NDArray.class)
                        && operations.contains(target.getName())
                        && target.getRawParameterTypes().stream().anyMatch(type -> type.isEquivalentTo(Number.class));
            }
        };
    }

    @Test
    void exceptionsSayWhatTheyMean() {
        check(noClasses()
                .should()
                .callConstructorWhere(new DescribedPredicate<>("a generic exception") {
                    @Override
                    public boolean test(com.tngtech.archunit.core.domain.JavaConstructorCall call) {
                        // A call from a constructor of a subclass is super(...).
                        boolean generic = Set.of(
                                        RuntimeException.class.getName(),
                                        Exception.class.getName(),
                                        Throwable.class.getName(),
                                        Error.class.getName())
                                .contains(call.getTargetOwner().getName());
                        return generic && !call.getOriginOwner().isAssignableTo(Throwable.class);
                    }
                })
                .as("no generic exception is thrown")
                .because("the type decides the exit code"));
    }

    @Test
    void pluginModulesShowOnlyWhatTheyMust() {
        check(classes()
                .that()
                .resideInAnyPackage(PLUGIN_PACKAGES)
                .and()
                .haveModifier(JavaModifier.PUBLIC)
                .should(bePluginConfigOrPublicApi())
                .as("public types of plugin modules are the plugin, config records, and what carries @PublicApi")
                .because("all else must stay free to change"));
        check(classes()
                .that()
                .resideInAPackage(API)
                .and()
                .haveModifier(JavaModifier.PUBLIC)
                .and()
                .areTopLevelClasses()
                .and()
                .doNotHaveSimpleName("package-info")
                .and()
                .doNotBelongToAnyOf(PublicApi.class) // the annotation itself
                .should()
                .beAnnotatedWith(PublicApi.class)
                .as("public types of api carry @PublicApi")
                .because("an author must see what is promised"));
    }

    private static ArchCondition<JavaClass> bePluginConfigOrPublicApi() {
        return new ArchCondition<>("be a plugin, a config record or @PublicApi") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                JavaClass outermost = type;
                while (outermost.getEnclosingClass().isPresent()) {
                    outermost = outermost.getEnclosingClass().get();
                }
                boolean allowed = type.isAssignableTo(AttunePlugin.class)
                        || outermost.isAssignableTo(Record.class)
                        || outermost.isAnnotatedWith(PublicApi.class);
                events.add(new SimpleConditionEvent(type, allowed, type.getName() + " is public"));
            }
        };
    }

    private static void check(ArchRule rule) {
        rule.check(CLASSES);
    }
}
