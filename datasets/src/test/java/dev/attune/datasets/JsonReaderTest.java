package dev.attune.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attune.api.DataException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonReaderTest {
    @Test
    void everyKindOfValueIsRead() {
        Object value = JsonReader.read(
                " { \"b\" : [1, -2.5e1, 0, true, false, null], \"a\":\"x\\n\\u00e9\\\"\\/\", \"c\": {}, \"d\": [] } ",
                "j");
        assertThat(value)
                .isEqualTo(Map.of(
                        "b",
                        java.util.Arrays.asList(1.0, -25.0, 0.0, true, false, JsonReader.NULL),
                        "a",
                        "x\né\"/",
                        "c",
                        Map.of(),
                        "d",
                        List.of()));
        assertThat(((Map<?, ?>) value).keySet().toString()).isEqualTo("[b, a, c, d]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '`',
            value = {
                "{\"a\": 1,} # s.json:1:9: found '}', wanted a key in double quotes",
                "[1, 2 # s.json:1:6: found the end of the document, wanted ',' or ']'",
                "{\"a\" 1} # s.json:1:6: found '1', wanted ':'",
                "[01] # s.json:1:3: found '1', wanted ',' or ']'",
                "[1] x # s.json:1:5: found 'x', wanted the end of the document",
                "[nul] # s.json:1:2: found 'n', wanted a value",
                "[\"ab # s.json:1:5: found the end of the document, wanted '\"'",
                "[\"\\x\"] # s.json:1:4: found 'x', wanted one of \\\" \\\\ \\/ \\b \\f \\n \\r \\t or \\u and four hexadecimal digits",
                "{\"a\": 1, \"a\": 2} # s.json:1:10: found '\"', wanted no second key \"a\"",
                "[.5] # s.json:1:2: found '.', wanted a value",
            })
    void faultsAreNamedWithTheirPlace(String text, String message) {
        assertThatThrownBy(() -> JsonReader.read(text, "s.json"))
                .isInstanceOf(DataException.class)
                .hasMessage(message);
    }

    @Test
    void linesAreCounted() {
        assertThatThrownBy(() -> JsonReader.read("{\n  \"a\": 1\n  \"b\": 2\n}", "s.json"))
                .hasMessage("s.json:3:3: found '\"', wanted ',' or '}'");
    }

    @Test
    void endlessNestingIsRefused() {
        assertThatThrownBy(() -> JsonReader.read("[".repeat(100_000), "s.json"))
                .isInstanceOf(DataException.class)
                .hasMessage("s.json:1:101: found '[', wanted at most 100 levels");
    }

    @Test
    void wrongKindsAreNamedWithTheirPath() {
        JsonValue value = JsonValue.read("{\"a\": {\"b\": [1, \"x\"]}}", "s.json");
        assertThatThrownBy(() -> value.get("a").get("b").elements().get(1).number())
                .isInstanceOf(DataException.class)
                .hasMessage("s.json, a.b[1]: found \"x\", wanted a number");
        assertThatThrownBy(() -> value.get("c"))
                .isInstanceOf(DataException.class)
                .hasMessage("s.json: found no key \"c\", only a");
    }
}
