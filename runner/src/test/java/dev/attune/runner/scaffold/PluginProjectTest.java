package dev.attune.runner.scaffold;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.attune.api.ConfigException;
import dev.attune.api.DataException;
import dev.attune.runner.config.ConfigLoader;
import dev.attune.runner.plugin.PluginHost;
import dev.attune.runner.trial.BuiltModels;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** Builds what is written, with the compiler and the tests that its author will use. */
final class PluginProjectTest {
    private static final PluginHost BUILT_IN = PluginHost.fromLoader(PluginHost.class.getClassLoader());

    @TempDir
    private Path temporary;

    @ParameterizedTest
    @EnumSource(ProjectKind.class)
    void whatIsWrittenCompilesLoadsAndPassesItsTests(ProjectKind kind) throws IOException {
        Path folder = temporary.resolve("two-words");
        project("two-words", kind).write(folder);
        try (URLClassLoader loader = build(folder)) {
            PluginHost host = PluginHost.fromLoader(loader);
            assertThat(host.states())
                    .filteredOn(state -> state.id().equals("two-words"))
                    .singleElement()
                    .satisfies(state -> assertThat(state.reason()).isEmpty());
            assertThat(host.registry().components(kind.component())).containsKey("two-words");
            checkExample(kind, host, folder);
            TestExecutionSummary summary = test(loader, "TwoWordsContractTest", "TwoWordsPluginTest");
            assertThat(summary.getFailures())
                    .extracting(failure -> failure.getTestIdentifier().getDisplayName() + ": " + failure.getException())
                    .isEmpty();
            assertThat(summary.getTestsSucceededCount()).isGreaterThan(10);
        }
    }

    private static void checkExample(ProjectKind kind, PluginHost host, Path folder) {
        ConfigLoader configs = new ConfigLoader(host).counting(new BuiltModels());
        Path study = folder.resolve("study.yaml");
        Path experiment = folder.resolve("experiment.yaml");
        if (Files.exists(study)) {
            assertThat(configs.loadStudy(study, List.of()).everyTrial()).hasSize(9);
        } else if (Files.exists(experiment)) {
            assertThat(configs.loadExperiment(experiment, List.of()).name()).isEqualTo("two-words");
        } else {
            assertThat(kind).isEqualTo(ProjectKind.ENCODER);
            assertThat(configs.loadExtraction(folder.resolve("extract.yaml"), List.of())
                            .modalities())
                    .containsKey("audio");
        }
    }

    /** Compiles as strictly as an author may, and puts resources beside the classes. */
    private URLClassLoader build(Path folder) throws IOException {
        Path classes = Files.createDirectories(temporary.resolve("classes"));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null);
                Stream<Path> sources = Files.walk(folder)) {
            boolean compiled = compiler.getTask(
                            messages,
                            manager,
                            null,
                            List.of(
                                    "-d",
                                    classes.toString(),
                                    "-Xlint:all,-processing,-classfile",
                                    "-Werror",
                                    "--release",
                                    "17"),
                            null,
                            manager.getJavaFileObjectsFromPaths(
                                    sources.filter(file -> file.toString().endsWith(".java"))
                                            .toList()))
                    .call();
            assertThat(compiled).as(messages.toString()).isTrue();
        }
        return new URLClassLoader(new URL[] {
            classes.toUri().toURL(),
            folder.resolve("src/main/resources/").toUri().toURL(),
            folder.resolve("src/test/resources/").toUri().toURL()
        });
    }

    private static TestExecutionSummary test(ClassLoader loader, String... classes) {
        Launcher launcher = LauncherFactory.create(LauncherConfig.builder()
                .enableTestExecutionListenerAutoRegistration(false)
                .build());
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherDiscoveryRequestBuilder request = LauncherDiscoveryRequestBuilder.request();
        for (String name : classes) {
            request.selectors(selectClass(loader, "com.example.twowords." + name));
        }
        launcher.execute(request.build(), listener);
        return listener.getSummary();
    }

    @Test
    void filesNameTheProjectAndNoPlaceIsLeftOpen() {
        Map<String, String> files = project("gated-sum", ProjectKind.FUSION).files();
        assertThat(files)
                .containsKeys("pom.xml", "study.yaml", "src/main/java/com/example/gatedsum/GatedSumFusion.java")
                .allSatisfy((file, text) -> assertThat(file + text).doesNotContainPattern("\\{\\{\\w"));
        assertThat(files.get("pom.xml"))
                .contains("<artifactId>gated-sum</artifactId>", "<attune.version>9.9</attune.version>")
                .contains("<Attune-Api-Version>1.0</Attune-Api-Version>");
        assertThat(files.get("README.md"))
                .contains("attune --plugins target/gated-sum-0.1.0.jar study study.yaml")
                .contains("attune plugin verify target/gated-sum-0.1.0.jar");
    }

    @Test
    void theGuideShowsWhatIsWritten() throws IOException {
        String guide = Files.readString(Path.of("../docs/plugins.md"));
        Map<String, String> files = project("soft-sum", ProjectKind.FUSION).files();
        String main = "src/main/java/com/example/softsum/SoftSum";
        String test = "src/test/java/com/example/softsum/SoftSumContractTest.java";
        for (String file : List.of(main + "Config.java", main + "Fusion.java", test)) {
            assertThat(guide)
                    .as(file)
                    .contains(requireNonNull(files.get(file)).indent(4).replaceAll("(?m)^ +$", ""));
        }
    }

    @Test
    void theKindIsNotSaidTwice() {
        assertThat(project("gated-fusion", ProjectKind.FUSION).files())
                .containsKey("src/main/java/com/example/gatedfusion/GatedFusion.java");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GatedSum    | how about gated-sum?",
                "gated_sum   | how about gated-sum?",
                "2nd Try!    | how about nd-try?",
                "音声         | how about my-plugin?",
                "null        | how about my-null?",
                "rjcma       | there is a fusion rjcma already",
                "fusion      | would be called FusionFactory",
                "attune      | would be called AttunePlugin",
                "int         | how about my-int?",
                "Class       | how about my-class?",
                "objectives  | there is a plugin objectives already"
            })
    void aNameThatCannotBeUsedIsRefusedWithAdvice(String name, String advice) {
        assertThatThrownBy(() -> project(name, ProjectKind.FUSION))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(advice);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "org.lab.1st          | wanted the name of a Java package",
                "org..lab             | wanted the name of a Java package",
                "dev.attune.api.mine  | classes of dev.attune come from Attune"
            })
    void aPackageThatCannotBeUsedIsRefused(String javaPackage, String advice) {
        assertThatThrownBy(() ->
                        new PluginProject("gated-sum", ProjectKind.FUSION, Optional.of(javaPackage), "9.9", BUILT_IN))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(advice);
    }

    @Test
    void nothingIsOverwrittenAndNothingIsLeftBehind() throws IOException {
        Path taken = Files.createDirectory(temporary.resolve("taken"));
        Files.writeString(taken.resolve("thesis.tex"), "three years");
        assertThatThrownBy(() -> project("gated-sum", ProjectKind.FUSION).write(taken))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("is not empty, and nothing in it is overwritten");
        assertThat(taken).isDirectoryContaining("glob:**thesis.tex");

        Path below = taken.resolve("thesis.tex").resolve("plugin");
        assertThatThrownBy(() -> project("gated-sum", ProjectKind.FUSION).write(below))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("cannot be written");
        try (Stream<Path> all = Files.list(temporary)) {
            assertThat(all).containsExactly(taken);
        }

        Path empty = Files.createDirectory(temporary.resolve("empty"));
        project("gated-sum", ProjectKind.FUSION).write(empty);
        assertThat(empty.resolve("pom.xml")).isRegularFile();
    }

    private static PluginProject project(String name, ProjectKind kind) {
        return new PluginProject(name, kind, Optional.empty(), "9.9", BUILT_IN);
    }
}
