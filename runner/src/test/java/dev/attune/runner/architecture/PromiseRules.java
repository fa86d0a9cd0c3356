package dev.attune.runner.architecture;

import static com.tngtech.archunit.core.domain.properties.CanBeAnnotated.Predicates.annotatedWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.attune.api.AttunePlugin;
import dev.attune.api.PublicApi;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What outsiders see, and what they are promised. */
final class PromiseRules {
    private PromiseRules() {}

    static List<NamedRule> all() {
        return List.of(
                new NamedRule("api-types-are-promised", apiTypesArePromised()),
                new NamedRule("testkit-types-are-promised", testkitTypesArePromised()),
                new NamedRule("plugins-show-what-they-must", pluginsShowWhatTheyMust()),
                new NamedRule("promises-name-visible-types", promisesNameVisibleTypes()),
                new NamedRule("stable-rests-on-stable", stableRestsOnStable()));
    }

    private static ArchRule apiTypesArePromised() {
        return promised(Modules.API)
                .as("public types of api carry @PublicApi")
                .because("an author must see what is promised");
    }

    private static ArchRule testkitTypesArePromised() {
        return promised(Modules.TESTKIT)
                .as("public types of testkit carry @PublicApi")
                .because("an author's tests extend and call them");
    }

    private static ArchRule promised(String module) {
        return classes()
                .that()
                .resideInAPackage(module)
                .and()
                .haveModifier(JavaModifier.PUBLIC)
                .and()
                .areTopLevelClasses()
                .should()
                .beAnnotatedWith(PublicApi.class);
    }

    private static ArchRule pluginsShowWhatTheyMust() {
        return classes()
                .that()
                .resideInAnyPackage(Modules.plugins())
                .and()
                .haveModifier(JavaModifier.PUBLIC)
                .should(new ArchCondition<>("be a plugin, a config record or @PublicApi") {
                    @Override
                    public void check(JavaClass type, ConditionEvents events) {
                        JavaClass outermost = outermost(type);
                        boolean allowed = type.isAssignableTo(AttunePlugin.class)
                                || outermost.isAssignableTo(Record.class)
                                || outermost.isAnnotatedWith(PublicApi.class);
                        events.add(new SimpleConditionEvent(type, allowed, type.getName() + " is public"));
                    }
                })
                .as("public types of plugin modules are the plugin, config records, and what carries @PublicApi")
                .because("all else must stay free to change");
    }

    private static ArchRule promisesNameVisibleTypes() {
        return classes()
                .that(annotatedWith(PublicApi.class))
                .should(nameOnly(
                        "public types",
                        PromiseRules::signatures,
                        named -> named.getModifiers().contains(JavaModifier.PUBLIC)))
                .as("what a @PublicApi type takes and returns is public")
                .because("an outsider could not name it");
    }

    private static ArchRule stableRestsOnStable() {
        return classes()
                .that(DescribedPredicate.describe("are promised to be stable", PromiseRules::isStable))
                .and()
                .doNotBelongToAnyOf(AttunePlugin.class)
                .should(nameOnly(
                        "stable types",
                        type -> Stream.concat(signatures(type), parents(type)),
                        named -> isStable(outermost(named))))
                .as(
                        "what a STABLE type takes, returns and extends is STABLE; but AttunePlugin names every kind of component")
                .because("it could not stay as it is when they change");
    }

    private static boolean isStable(JavaClass type) {
        return type.tryGetAnnotationOfType(PublicApi.class)
                .map(promise -> promise.state() == PublicApi.State.STABLE)
                .orElse(false);
    }

    /** Judges those of our own types that stand in the declaration of a type. */
    private static ArchCondition<JavaClass> nameOnly(
            String what, Function<JavaClass, Stream<JavaType>> declaration, Predicate<JavaClass> allowed) {
        return new ArchCondition<>("name only " + what) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                declaration
                        .apply(type)
                        .flatMap(named -> named.getAllInvolvedRawTypes().stream())
                        .map(JavaClass::getBaseComponentType)
                        .filter(named -> named.getPackageName().startsWith("dev.attune"))
                        .distinct()
                        .forEach(named -> events.add(new SimpleConditionEvent(
                                type, allowed.test(named), type.getName() + " names " + named.getName())));
            }
        };
    }

    private static Stream<JavaType> signatures(JavaClass type) {
        return type.getCodeUnits().stream()
                .filter(code ->
                        !Collections.disjoint(code.getModifiers(), Set.of(JavaModifier.PUBLIC, JavaModifier.PROTECTED)))
                .flatMap(code -> Stream.concat(Stream.of(code.getReturnType()), code.getParameterTypes().stream()));
    }

    private static Stream<JavaType> parents(JavaClass type) {
        return Stream.concat(type.getInterfaces().stream(), type.getSuperclass().stream());
    }

    private static JavaClass outermost(JavaClass type) {
        return type.getEnclosingClass().map(PromiseRules::outermost).orElse(type);
    }
}
