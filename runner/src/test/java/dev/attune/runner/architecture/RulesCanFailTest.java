package dev.attune.runner.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each rule fails on classes that break it, and on those alone.
 *
 * <p>A class of a fixture whose name begins with {@code Broken} must be named by its rule, and every line must name one such class;
 * all other rules must find nothing to complain of in it.
 */
final class RulesCanFailTest {
    private static final String SOUND = "sound";

    @TempDir
    private static Path output;

    private static Fixtures fixtures;
    private static ClassLoader before;
    private static URLClassLoader loader;

    static List<NamedRule> rules() {
        return Rules.all();
    }

    @BeforeAll
    static void compileFixtures() throws IOException {
        fixtures = Fixtures.compile(Path.of("src", "test", "resources", "architecture"), output);
        before = Thread.currentThread().getContextClassLoader();
        // For the rule that looks at record components, which class files hide from ArchUnit.
        loader = new URLClassLoader(new URL[] {output.toUri().toURL()}, before);
        Thread.currentThread().setContextClassLoader(loader);
    }

    @AfterAll
    static void closeLoader() throws IOException {
        Thread.currentThread().setContextClassLoader(before);
        loader.close();
    }

    @Test
    void everyRuleHasAFixtureAndEveryFixtureARule() {
        Set<String> wanted = rules().stream().map(NamedRule::name).collect(Collectors.toCollection(TreeSet::new));
        assertThat(wanted).hasSameSizeAs(rules());
        wanted.add(SOUND);
        assertThat(fixtures.names()).isEqualTo(wanted);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void givesItsReason(NamedRule named) {
        assertThat(named.rule().getDescription()).contains(", because ");
    }

    @ParameterizedTest
    @MethodSource("rules")
    void failsOnItsFixture(NamedRule named) {
        JavaClasses classes = fixtures.classes(named.name());
        List<String> broken = classes.stream()
                .map(JavaClass::getName)
                .filter(name -> name.matches(".*[.$]Broken\\w+"))
                .toList();
        assertThat(broken).isNotEmpty();

        List<String> complaints = complaints(named, classes);

        assertThat(broken)
                .allSatisfy(name -> assertThat(complaints)
                        .anySatisfy(line -> assertThat(line).contains(name)));
        assertThat(complaints)
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line).containsAnyOf(broken.toArray(String[]::new)));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void noOtherRuleFailsOnItsFixture(NamedRule named) {
        assertThat(rulesBrokenBy(named.name())).containsExactly(named.name());
    }

    @Test
    void noRuleFailsOnSoundClasses() {
        assertThat(fixtures.classes(SOUND)).hasSizeGreaterThan(8);
        assertThat(rulesBrokenBy(SOUND)).isEmpty();
    }

    private static List<String> rulesBrokenBy(String fixture) {
        JavaClasses classes = fixtures.classes(fixture);
        return rules().stream()
                .filter(named -> !complaints(named, classes).isEmpty())
                .map(NamedRule::name)
                .toList();
    }

    private static List<String> complaints(NamedRule named, JavaClasses classes) {
        // A fixture has classes of one or two modules; that the rules see every module is tested with them.
        return named.rule()
                .allowEmptyShould(true)
                .evaluate(classes)
                .getFailureReport()
                .getDetails();
    }
}
