package dev.attune.datasets.affwild2;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.attune.datasets.affwild2.Affwild2Config.Labels;
import dev.attune.testkit.golden.GoldenCases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compares the rows that {@code labels: dropped} keeps with those that the authors' code keeps. */
class GoldenLabelFilterTest {
    @TempDir
    private Path folder;

    @Test
    void theSameRowsAreKept() throws IOException {
        JsonNode cases = GoldenCases.protocol("label_filter");
        assertThat(cases).isNotEmpty();
        for (JsonNode example : cases) {
            StringBuilder text = new StringBuilder("valence,arousal\n");
            example.get("labels")
                    .forEach(row -> text.append(row.get(0).asText())
                            .append(',')
                            .append(row.get(1).asText())
                            .append('\n'));
            Path file = Files.writeString(folder.resolve("labels.txt"), text);
            List<Integer> wanted = new ArrayList<>();
            example.get("kept_index").forEach(index -> wanted.add(index.asInt()));
            LabelRows labels = LabelRows.read(file, "labels.txt");
            KeptFrames kept = labels.kept(Labels.DROPPED, labels.length());
            assertThat(IntStream.range(0, kept.length()).map(kept::frame).toArray())
                    .containsExactly(wanted.stream().mapToInt(Integer::intValue).toArray());
        }
    }
}
