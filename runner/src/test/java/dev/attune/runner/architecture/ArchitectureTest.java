package dev.attune.runner.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules hold for all modules that the program consists of; this is the one class path that sees them all. */
final class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("/test-classes/"))
            .importPackages("dev.attune");

    static List<NamedRule> rules() {
        return Rules.all();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void holds(NamedRule named) {
        named.rule().check(CLASSES);
    }

    /** A rule about classes that are not there passes; so each module must be seen. */
    @Test
    void everyModuleIsSeen() {
        assertThat(CLASSES.size()).isGreaterThan(900);
        assertThat(CLASSES.that(resideInAPackage(Modules.API)).size()).isGreaterThan(90);
        assertThat(CLASSES.that(resideInAPackage(Modules.RUNNER)).size()).isGreaterThan(400);
        assertThat(CLASSES.that(resideInAPackage(Modules.TESTKIT)).size()).isGreaterThan(20);
        for (String plugin : Modules.PLUGINS) {
            assertThat(CLASSES.that(resideInAPackage(plugin)).size()).as(plugin).isGreaterThan(9);
        }
    }
}
