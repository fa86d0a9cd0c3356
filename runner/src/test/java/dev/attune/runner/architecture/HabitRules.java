package dev.attune.runner.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.members;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMembers;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.internal.NDArrayEx;
import ai.djl.nn.norm.Dropout;
import com.google.inject.ImplementedBy;
import com.google.inject.Injector;
import com.google.inject.ProvidedBy;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.domain.JavaConstructorCall;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** What no method does. */
final class HabitRules {
    private static final Set<String> ARITHMETIC = Set.of(
            "add", "addi", "sub", "subi", "mul", "muli", "div", "divi", "mod", "modi", "pow", "powi", "maximum",
            "minimum");

    private HabitRules() {}

    static List<NamedRule> all() {
        return List.of(
                new NamedRule("standard-streams-in-the-command-line", standardStreamsInTheCommandLine()),
                new NamedRule("exit-in-the-command-line", exitInTheCommandLine()),
                new NamedRule("no-java-util-logging", noJavaUtilLogging()),
                new NamedRule("seeded-randomness", seededRandomness()),
                new NamedRule("no-engine-randomness", noEngineRandomness()),
                new NamedRule("no-number-operands", noNumberOperands()),
                new NamedRule("no-generic-exceptions", noGenericExceptions()),
                new NamedRule("formats-name-their-locale", formatsNameTheirLocale()),
                new NamedRule("constructor-injection", constructorInjection()),
                new NamedRule("no-injected-injector", noInjectedInjector()),
                new NamedRule("explicit-bindings", explicitBindings()));
    }

    private static ArchRule standardStreamsInTheCommandLine() {
        return noClasses()
                .that()
                .resideOutsideOfPackage(Modules.COMMAND_LINE)
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .callMethodWhere(DescribedPredicate.describe(
                        "printing a stack trace",
                        call -> call.getName().equals("printStackTrace")
                                && call.getTargetOwner().isAssignableTo(Throwable.class)))
                .as("only runner.cli writes to standard streams")
                .because("a library must not print");
    }

    private static ArchRule exitInTheCommandLine() {
        return noClasses()
                .that()
                .resideOutsideOfPackage(Modules.COMMAND_LINE)
                .and()
                .doNotHaveSimpleName("WorkerMain")
                .should()
                .callMethod(System.class, "exit", int.class)
                .orShould()
                .callMethod(Runtime.class, "exit", int.class)
                .orShould()
                .callMethod(Runtime.class, "halt", int.class)
                .as("only runner.cli ends the process, and WorkerMain, which is a program of its own")
                .because("a program that uses us as a library must survive our errors");
    }

    private static ArchRule noJavaUtilLogging() {
        return noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.util.logging..")
                .as("java.util.logging is not used")
                .because("slf4j is");
    }

    private static ArchRule seededRandomness() {
        return noClasses()
                .should()
                .callCodeUnitWhere(DescribedPredicate.describe(
                        "a generator without a seed of its own", HabitRules::startsAGenerator))
                .as("everything random comes from a RandomSource or a seeded SplittableRandom")
                .because("the same seed gives the same result");
    }

    private static boolean startsAGenerator(JavaCall<?> call) {
        JavaClass owner = call.getTargetOwner();
        String name = call.getName();
        if (owner.isAssignableTo(RandomGenerator.class)) {
            boolean seeded = owner.isEquivalentTo(SplittableRandom.class)
                    && !call.getTarget().getRawParameterTypes().isEmpty();
            return (call instanceof JavaConstructorCall && !seeded)
                    || Set.of("current", "getDefault", "of").contains(name);
        }
        return (owner.isEquivalentTo(Math.class) && name.equals("random"))
                || (owner.isEquivalentTo(UUID.class) && name.equals("randomUUID"))
                || (owner.isEquivalentTo(Collections.class)
                        && name.equals("shuffle")
                        && call.getTarget().getRawParameterTypes().size() == 1);
    }

    private static ArchRule noEngineRandomness() {
        return noClasses()
                .should()
                .callMethodWhere(engineRandomness())
                .as("nothing draws from the engine's generator")
                .because("it is global, and differs between thread counts");
    }

    private static DescribedPredicate<JavaCall<?>> engineRandomness() {
        return DescribedPredicate.describe("a random operation of the engine", call -> {
            JavaClass owner = call.getTargetOwner();
            String name = call.getName();
            if (owner.isAssignableTo(NDManager.class)) {
                return name.startsWith("random") || name.equals("truncatedNormal");
            }
            if (owner.isAssignableTo(NDArrayEx.class)) {
                return name.startsWith("random") || name.equals("dropout");
            }
            return owner.isEquivalentTo(Dropout.class)
                    || (owner.isAssignableTo(Engine.class) && name.equals("setRandomSeed"));
        });
    }

    private static ArchRule noNumberOperands() {
        return noClasses()
                .should()
                .callMethodWhere(DescribedPredicate.describe("arithmetic of a tensor with a number", call -> {
                    var target = call.getTarget();
                    return target.getOwner().isAssignableTo(NDArray.class)
                            && ARITHMETIC.contains(target.getName())
                            && target.getRawParameterTypes().stream()
                                    .anyMatch(type -> type.isEquivalentTo(Number.class));
                }))
                .as("no Java number is an operand of a tensor")
                .because(
                        "the engine keeps a tensor over a Java buffer that the collector may free, and gradients are wrong"
                                + " when it runs between forward and backward; use Scalars");
    }

    private static ArchRule noGenericExceptions() {
        Set<String> generic = Set.of(
                RuntimeException.class.getName(),
                Exception.class.getName(),
                Throwable.class.getName(),
                Error.class.getName());
        return noClasses()
                .should()
                .callConstructorWhere(DescribedPredicate.<JavaConstructorCall>describe(
                        "a generic exception",
                        // A call from a constructor of a subclass is super(...).
                        call -> generic.contains(call.getTargetOwner().getName())
                                && !call.getOriginOwner().isAssignableTo(Throwable.class)))
                .as("no generic exception is thrown")
                .because("the type decides the exit code");
    }

    private static ArchRule formatsNameTheirLocale() {
        return noClasses()
                .should()
                .callMethodWhere(DescribedPredicate.describe("formatting with the default locale", call -> {
                    boolean formats = Set.of("format", "formatted", "printf").contains(call.getName())
                            && call.getTargetOwner().getPackageName().matches("java\\.(lang|io)");
                    boolean changesCase = Set.of("toLowerCase", "toUpperCase").contains(call.getName())
                            && call.getTargetOwner().isEquivalentTo(String.class);
                    return (formats || changesCase)
                            && call.getTarget().getRawParameterTypes().stream()
                                    .noneMatch(type -> type.isEquivalentTo(Locale.class));
                }))
                .as("what formats or changes case names a locale")
                .because("a table, a script or a file must be the same in Berlin, Istanbul and Cairo");
    }

    private static ArchRule constructorInjection() {
        return noMembers()
                .that(DescribedPredicate.describe(
                        "are not constructors", member -> !(member instanceof JavaConstructor)))
                .should()
                .beAnnotatedWith(com.google.inject.Inject.class)
                .orShould()
                .beAnnotatedWith(jakarta.inject.Inject.class)
                .as("only constructors are injected")
                .because("an object is whole when its constructor returns, and a test can call it");
    }

    private static ArchRule noInjectedInjector() {
        return members()
                .that(DescribedPredicate.describe(
                        "are injected",
                        member -> member.isAnnotatedWith(com.google.inject.Inject.class)
                                || member.isAnnotatedWith(jakarta.inject.Inject.class)
                                || member.isAnnotatedWith(com.google.inject.Provides.class)))
                .should(new ArchCondition<>("not ask for the injector") {
                    @Override
                    public void check(JavaMember member, ConditionEvents events) {
                        boolean asks = member instanceof JavaCodeUnit code
                                && code.getRawParameterTypes().stream()
                                        .anyMatch(type -> type.isAssignableTo(Injector.class));
                        events.add(new SimpleConditionEvent(
                                member, !asks, member.getFullName() + " asks for the injector"));
                    }
                })
                .as("nothing is given the injector")
                .because("who holds the injector hides what it needs");
    }

    private static ArchRule explicitBindings() {
        return classes()
                .should()
                .notBeAnnotatedWith(ImplementedBy.class)
                .andShould()
                .notBeAnnotatedWith(ProvidedBy.class)
                .as("no type names its own implementation to Guice")
                .because("bindings are explicit and stand in a module");
    }
}
