package dev.attune.runner.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.attune.api.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Compares the whole text of every message with what stands beside the broken file.
 *
 * <p>{@code x.yaml} has its message in {@code x.expected.txt} and, if overrides are part of the case, one on each line of
 * {@code x.overrides.txt}. A file whose name begins with {@code study} is a study; those whose name begins with {@code part} are
 * named by others.
 */
final class BrokenConfigTest {
    private static final Path FOLDER = Path.of("src/test/resources/config/broken");

    static List<String> cases() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(file -> FOLDER.relativize(file).toString())
                    .filter(name -> name.endsWith(".yaml") && !name.startsWith("part"))
                    .map(name -> name.substring(0, name.length() - ".yaml".length()))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void thereAreManyCases() throws IOException {
        assertThat(cases()).hasSizeGreaterThanOrEqualTo(20);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void saysExactlyWhatIsWrong(String name) throws IOException {
        Path file = FOLDER.resolve(name + ".yaml");
        ConfigException problem = catchThrowableOfType(ConfigException.class, () -> load(name, file));
        assertThat(problem).as("%s must be refused", name).isNotNull();
        String message = String.valueOf(problem.getMessage()).replace(FOLDER + "/", "") + "\n";
        assertThat(message).isEqualTo(Files.readString(FOLDER.resolve(name + ".expected.txt")));
    }

    private static void load(String name, Path file) throws IOException {
        Path overrides = FOLDER.resolve(name + ".overrides.txt");
        List<String> arguments = Files.exists(overrides) ? Files.readAllLines(overrides) : List.of();
        if (name.startsWith("study")) {
            TestComponents.loader().loadStudy(file, arguments);
        } else {
            TestComponents.loader().loadExperiment(file, arguments);
        }
    }
}
