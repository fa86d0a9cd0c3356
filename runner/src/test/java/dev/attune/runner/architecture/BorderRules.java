package dev.attune.runner.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.PackageMatcher;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.attune.api.AttunePlugin;
import java.util.List;

/** Who may know whom. */
final class BorderRules {
    private static final String HDF5 = "io.jhdf..";
    private static final String PICKLE = "net.razorvine.pickle..";

    private BorderRules() {}

    static List<NamedRule> all() {
        return List.of(
                new NamedRule("api-stands-alone", apiStandsAlone()),
                new NamedRule("api-names-no-engine", apiNamesNoEngine()),
                new NamedRule("testkit-rests-on-the-api", testkitRestsOnTheApi()),
                new NamedRule("plugins-know-the-api-alone", pluginsKnowTheApiAlone()),
                new NamedRule("plugins-use-tensors-only", pluginsUseTensorsOnly()),
                new NamedRule("hdf5-in-one-package", hdf5InOnePackage()),
                new NamedRule("pickle-in-one-package", pickleInOnePackage()),
                new NamedRule("media-libraries-in-encoders", mediaLibrariesInEncoders()),
                new NamedRule("libraries-in-the-runner", librariesInTheRunner()),
                new NamedRule("test-libraries-in-the-testkit", testLibrariesInTheTestkit()),
                new NamedRule("testkit-for-plugin-verify", testkitForPluginVerify()),
                new NamedRule("guice-where-trials-are-wired", guiceWhereTrialsAreWired()),
                new NamedRule("one-package-names-the-engine", onePackageNamesTheEngine()),
                new NamedRule("runner-names-no-plugin", runnerNamesNoPlugin()),
                new NamedRule("no-package-cycles", noPackageCycles()));
    }

    private static ArchRule apiStandsAlone() {
        return classes()
                .that()
                .resideInAPackage(Modules.API)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(Modules.API, "java..", "ai.djl..", "org.jspecify..")
                .as("api depends on the JDK, DJL's interface and jspecify only")
                .because("whatever it depends on, every plugin depends on");
    }

    private static ArchRule apiNamesNoEngine() {
        return noClasses()
                .that()
                .resideInAPackage(Modules.API)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("ai.djl.pytorch..", "ai.djl.onnxruntime..")
                .as("api names no engine")
                .because("a layer must run on whatever the runner chooses");
    }

    private static ArchRule testkitRestsOnTheApi() {
        return classes()
                .that()
                .resideInAPackage(Modules.TESTKIT)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        Modules.TESTKIT,
                        Modules.API,
                        "java..",
                        "ai.djl..",
                        "org.jspecify..",
                        "org.junit..",
                        "org.opentest4j..",
                        "org.assertj..",
                        "com.fasterxml.jackson..")
                .as("testkit depends on api, DJL's interface, JUnit and AssertJ, and reads its fixtures with Jackson")
                .because("an outsider tests a plugin with this one dependency and without the runner");
    }

    private static ArchRule pluginsKnowTheApiAlone() {
        return classes()
                .that()
                .resideInAnyPackage(Modules.plugins())
                .should(knowOnlyApiAndTheirOwnModule())
                .as("a plugin module depends on api and not on another module")
                .because("a plugin of ours is no more than a third party's");
    }

    private static ArchCondition<JavaClass> knowOnlyApiAndTheirOwnModule() {
        return new ArchCondition<>("know only api and their own module") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                String module = Modules.PLUGINS.stream()
                        .filter(plugin -> isIn(plugin, type))
                        .findFirst()
                        .orElseThrow();
                for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                    JavaClass target = dependency.getTargetClass();
                    boolean foreign = isIn(Modules.ALL, target) && !isIn(Modules.API, target) && !isIn(module, target);
                    events.add(new SimpleConditionEvent(type, !foreign, dependency.getDescription()));
                }
            }
        };
    }

    private static boolean isIn(String packages, JavaClass type) {
        return PackageMatcher.of(packages).matches(type.getPackageName());
    }

    private static ArchRule pluginsUseTensorsOnly() {
        return classes()
                .that()
                .resideInAnyPackage(Modules.pluginsBut(Modules.ENCODERS))
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        Modules.ALL,
                        "java..",
                        "ai.djl.ndarray..",
                        "ai.djl.nn..",
                        "ai.djl.training..",
                        "org.jspecify..",
                        HDF5,
                        PICKLE)
                .as(
                        "every plugin module but encoders uses the JDK and DJL's tensors only, and datasets readers of HDF5 and of pickles")
                .because("libraries belong where the design names them");
    }

    private static ArchRule hdf5InOnePackage() {
        return noClasses()
                .that()
                .resideInAPackage(Modules.ALL)
                .and()
                .resideOutsideOfPackage("dev.attune.datasets.hdf..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(HDF5)
                .as("dev.attune.datasets.hdf alone knows the library that reads HDF5")
                .because(
                        "corpora of computational sequences come in it, the JDK cannot read it, and nothing else needs it");
    }

    private static ArchRule pickleInOnePackage() {
        return noClasses()
                .that()
                .resideInAPackage(Modules.ALL)
                .and()
                .resideOutsideOfPackage("dev.attune.datasets.affwild2..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(PICKLE)
                .as("dev.attune.datasets.affwild2 alone knows the library that reads pickles")
                .because("the authors of RJCMA left the order of their folds in one; data of ours are never pickled");
    }

    private static ArchRule mediaLibrariesInEncoders() {
        return noClasses()
                .that()
                .resideInAPackage(Modules.ALL)
                .and()
                .resideOutsideOfPackage(Modules.ENCODERS)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.bytedeco..",
                        "ai.djl.onnxruntime..",
                        "ai.onnxruntime..",
                        "ai.djl.huggingface..",
                        "edu.cmu.sphinx..",
                        "org.vosk..")
                .as("only encoders knows FFmpeg, OpenCV, ONNX Runtime, tokenizers and speech recognisers")
                .because("everybody else sees recordings and features");
    }

    private static ArchRule librariesInTheRunner() {
        return noClasses()
                .that()
                .resideInAPackage(Modules.ALL)
                .and()
                .resideOutsideOfPackages(Modules.RUNNER, Modules.TESTKIT)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "com.google.inject..",
                        "jakarta.inject..",
                        "com.fasterxml.jackson..",
                        "picocli..",
                        "ch.qos.logback..",
                        "org.slf4j..")
                .as(
                        "only runner knows Guice, Jackson, picocli and logging; the testkit reads its fixtures with Jackson")
                .because("a plugin must not inherit the runner's libraries");
    }

    private static ArchRule testLibrariesInTheTestkit() {
        return noClasses()
                .that()
                .resideInAPackage(Modules.ALL)
                .and()
                .resideOutsideOfPackage(Modules.TESTKIT)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.junit..", "org.opentest4j..", "org.assertj..")
                .as("only testkit knows JUnit and AssertJ")
                .because("the program runs without them");
    }

    private static ArchRule testkitForPluginVerify() {
        return noClasses()
                .that()
                .resideInAPackage(Modules.ALL)
                .and()
                .resideOutsideOfPackage(Modules.TESTKIT)
                .and()
                .haveNameNotMatching("dev\\.attune\\.runner\\.cli\\.(PluginContracts|VerificationReport)(\\$.*)?")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(Modules.TESTKIT)
                .as("only PluginContracts and VerificationReport, both of plugin verify, name the testkit")
                .because("it is an optional dependency of runner: whoever imports that need not have it");
    }

    private static ArchRule guiceWhereTrialsAreWired() {
        return noClasses()
                .that()
                .resideInAPackage(Modules.RUNNER)
                .and()
                .resideOutsideOfPackage("dev.attune.runner.trial..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.google.inject..", "jakarta.inject..")
                .as("Guice is seen where trials are wired, in runner.trial")
                .because("everything else takes constructor arguments");
    }

    private static ArchRule onePackageNamesTheEngine() {
        return noClasses()
                .that()
                .resideInAPackage(Modules.ALL)
                .and()
                .resideOutsideOfPackages("dev.attune.runner.engine..", Modules.API)
                .should()
                .dependOnClassesThat()
                .resideInAPackage("ai.djl.pytorch..")
                .as("only runner.engine names the engine (api has a rule of its own)")
                .because("another engine must be a change of one package");
    }

    private static ArchRule runnerNamesNoPlugin() {
        return noClasses()
                .that()
                .resideInAPackage(Modules.RUNNER)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(Modules.plugins())
                .as("runner does not name a plugin's class")
                .because("components are found by name");
    }

    private static ArchRule noPackageCycles() {
        return slices().matching("dev.attune.(**)")
                .should()
                .beFreeOfCycles()
                .ignoreDependency(equivalentTo(AttunePlugin.class), factories())
                .as(
                        "packages form no cycle; only the service itself names the kinds of component, which build on its package")
                .because("what goes round in a circle can only be understood, tested and changed as a whole");
    }

    private static DescribedPredicate<JavaClass> factories() {
        return resideInAPackage(Modules.API).and(assignableTo(dev.attune.api.ComponentFactory.class));
    }
}
