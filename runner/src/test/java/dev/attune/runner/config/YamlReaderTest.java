package dev.attune.runner.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class YamlReaderTest {
    private static final Source SOURCE = new Source("test", Path.of("/"), 0);

    /** A line end is what the short way does not take. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "word",
                "two-words",
                "1",
                "-1",
                "0.5",
                "1.0e-8",
                "010",
                "0x1F",
                "1.",
                "2026-11-22",
                "1e5",
                "a..b",
                "a-",
                "true",
                "True",
                "no",
                "NO",
                "off",
                "null",
                "Null",
                "NaN",
                "[]",
                "{}"
            })
    void theShortWayOfSimpleTextsGivesWhatTheParserGives(String text) {
        Problems problems = new Problems();
        assertThat(YamlReader.read(text, SOURCE, problems)).isEqualTo(YamlReader.read(text + "\n", SOURCE, problems));
        assertThat(problems.isEmpty()).isTrue();
    }
}
