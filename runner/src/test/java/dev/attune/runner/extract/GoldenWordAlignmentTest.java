package dev.attune.runner.extract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.attune.api.media.Span;
import dev.attune.api.media.Timeline;
import dev.attune.runner.config.Align;
import dev.attune.testkit.golden.GoldenCases;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Compares {@code align: first} with the word that the authors' code gives each frame. */
final class GoldenWordAlignmentTest {
    @Test
    void everyFrameHasTheWordOfTheAuthors() {
        JsonNode cases = GoldenCases.protocol("word_alignment");
        assertThat(cases).isNotEmpty();
        for (JsonNode given : cases) {
            List<Integer> wanted = new ArrayList<>();
            given.get("word_index_per_frame").forEach(word -> wanted.add(word.asInt()));
            assertThat(found(given)).isEqualTo(wanted);
        }
    }

    /** Returns the word of each frame, -1 for none. */
    private static List<Integer> found(JsonNode given) {
        int frames = given.get("frames").size();
        double rate = given.get("fps").asDouble();
        List<Integer> found = new ArrayList<>();
        Alignment alignment = new Alignment(
                Timeline.regular(0, frames / rate, rate),
                1,
                Alignment.placement(Align.FIRST, 0, Optional.empty()),
                (values, valid) -> found.add(valid ? (int) values[0] : -1));
        List<Row> words = new ArrayList<>();
        for (JsonNode word : given.get("words_ms")) {
            Span said = new Span(word.get(0).asInt() / 1000.0, word.get(1).asInt() / 1000.0);
            words.add(new Row(said, new float[] {words.size()}));
        }
        // Encoders give rows in the order of their beginnings.
        words.sort(Comparator.comparingDouble(word -> word.span().start()));
        words.forEach(word -> alignment.row(word.span(), word.features()));
        alignment.end();
        return found;
    }
}
