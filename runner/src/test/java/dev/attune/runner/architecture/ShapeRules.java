package dev.attune.runner.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.attune.api.AttunePlugin;
import dev.attune.api.ComponentFactory;
import dev.attune.api.config.Doc;
import dev.attune.api.config.NoOptions;
import dev.attune.api.nn.Pass;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/** What a type looks like. */
final class ShapeRules {
    private ShapeRules() {}

    static List<NamedRule> all() {
        return List.of(
                new NamedRule("packages-are-null-marked", packagesAreNullMarked()),
                new NamedRule("final-or-made-for-inheritance", finalOrMadeForInheritance()),
                new NamedRule("plugin-classes-hold-nothing", pluginClassesHoldNothing()),
                new NamedRule("values-hold-no-arrays", valuesHoldNoArrays()),
                new NamedRule("options-are-explained", optionsAreExplained()),
                new NamedRule("names-say-the-kind", namesSayTheKind()));
    }

    private static ArchRule packagesAreNullMarked() {
        return classes()
                .should(new ArchCondition<>("be in a package whose package-info is @NullMarked") {
                    @Override
                    public void check(JavaClass type, ConditionEvents events) {
                        boolean marked = type.getPackage().isAnnotatedWith(NullMarked.class);
                        events.add(new SimpleConditionEvent(
                                type, marked, type.getName() + " is in a package without @NullMarked"));
                    }
                })
                .as("every package has a package-info that says @NullMarked")
                .because("what may be null is part of a signature, and NullAway checks only what is marked");
    }

    private static ArchRule finalOrMadeForInheritance() {
        return classes()
                .that()
                .areNotInterfaces()
                .and()
                .areNotEnums()
                .and()
                .areNotAnonymousClasses()
                .and()
                .doNotBelongToAnyOf(Pass.class)
                .should()
                .haveModifier(JavaModifier.FINAL)
                .orShould()
                .haveModifier(JavaModifier.ABSTRACT)
                .as(
                        "a class is final, or abstract because it is made to be extended; Pass alone is both complete and extended")
                .because("a subclass that nobody planned for breaks with the next change");
    }

    private static ArchRule pluginClassesHoldNothing() {
        return classes()
                .that()
                .areAssignableTo(AttunePlugin.class)
                .and()
                .resideInAnyPackage(Modules.plugins())
                .should()
                .bePublic()
                .andShould()
                .haveModifier(JavaModifier.FINAL)
                .andShould(new ArchCondition<>("have no fields of their own") {
                    @Override
                    public void check(JavaClass type, ConditionEvents events) {
                        boolean holds = type.getFields().stream()
                                .anyMatch(field -> !field.getModifiers().contains(JavaModifier.STATIC));
                        events.add(new SimpleConditionEvent(type, !holds, type.getName() + " has fields"));
                    }
                })
                .as("a plugin class is public, final and without state")
                .because("it says what a module offers and nothing else");
    }

    private static ArchRule valuesHoldNoArrays() {
        return fields().that()
                .areDeclaredInClassesThat()
                .areRecords()
                .and()
                .areDeclaredInClassesThat()
                .resideInAPackage(Modules.API)
                .and()
                .areNotStatic()
                .should(new ArchCondition<>("be values") {
                    @Override
                    public void check(JavaField component, ConditionEvents events) {
                        JavaClass type = component.getRawType();
                        boolean mutable = type.isArray()
                                || type.isAssignableTo(NDArray.class)
                                || type.isAssignableTo(NDList.class);
                        events.add(new SimpleConditionEvent(
                                component, !mutable, component.getFullName() + " is a " + type.getName()));
                    }
                })
                .as("records of api have no array and no tensor as a component")
                .because("a record of an array is neither equal to its like nor safe from its caller");
    }

    private static ArchRule optionsAreExplained() {
        return classes()
                .that(assignableTo(ComponentFactory.class))
                .and()
                .areNotInterfaces()
                .should(new ArchCondition<>("have options that carry @Doc") {
                    @Override
                    public void check(JavaClass factory, ConditionEvents events) {
                        optionsOf(factory).forEach(option -> {
                            String where = option.getDeclaringRecord().getName() + "." + option.getName();
                            events.add(new SimpleConditionEvent(
                                    factory,
                                    option.isAnnotationPresent(Doc.class),
                                    "the option " + where + " of " + factory.getName() + " has no @Doc"));
                        });
                    }
                })
                .as(
                        "every option of a component carries @Doc; but values of api, as a source of a model, are explained by the"
                                + " option that has them")
                .because("the reference and 'attune describe' have no other source");
    }

    private static Stream<RecordComponent> optionsOf(JavaClass factory) {
        Set<Class<?>> records = new LinkedHashSet<>();
        configTypes(factory).map(JavaClass::reflect).forEach(type -> addWithNested(type, records));
        return records.stream().flatMap(type -> Stream.of(type.getRecordComponents()));
    }

    /** Returns the record that stands between the angle brackets of the factory's declaration. */
    private static Stream<JavaClass> configTypes(JavaClass factory) {
        return Stream.concat(factory.getInterfaces().stream(), factory.getSuperclass().stream())
                .map(JavaType::getAllInvolvedRawTypes)
                .flatMap(Set::stream)
                .filter(JavaClass::isRecord);
    }

    private static void addWithNested(Class<?> type, Set<Class<?>> records) {
        boolean valueOfApi = type.getPackageName().equals("dev.attune.api")
                || type.getPackageName().startsWith("dev.attune.api.");
        if (type.isRecord() && !valueOfApi && records.add(type)) {
            Stream.of(type.getRecordComponents()).forEach(option -> addWithNested(option.getType(), records));
        }
    }

    private static ArchRule namesSayTheKind() {
        return classes()
                .that()
                .resideInAnyPackage(Modules.plugins())
                .should(new ArchCondition<>("be named after their kind") {
                    @Override
                    public void check(JavaClass type, ConditionEvents events) {
                        if (type.isAssignableTo(ComponentFactory.class)) {
                            mustEndIn("Factory", type, events);
                            configTypes(type)
                                    .filter(config -> !config.isEquivalentTo(NoOptions.class))
                                    .forEach(config -> mustEndIn("Config", config, events));
                        }
                        if (type.isAssignableTo(AttunePlugin.class)) {
                            mustEndIn("Plugin", type, events);
                        }
                    }
                })
                .as(
                        "plugins, factories and their configs are called XPlugin, XFactory and XConfig; but NoOptions says there are none")
                .because("who knows one component finds the parts of every other");
    }

    private static void mustEndIn(String suffix, JavaClass type, ConditionEvents events) {
        events.add(new SimpleConditionEvent(
                type, type.getSimpleName().endsWith(suffix), type.getName() + " does not end in " + suffix));
    }
}
