package dev.attune.runner.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.attune.testkit.golden.GoldenCases;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class GoldenWindowTest {
    @Test
    void cutsAsThePublishedCodeDoes() {
        JsonNode cases = GoldenCases.protocol("windowing");
        assertThat(cases).isNotEmpty();
        for (JsonNode recorded : cases) {
            List<List<Integer>> expected = new ArrayList<>();
            recorded.get("windows")
                    .forEach(window -> expected.add(
                            List.of(window.get(0).asInt(), window.get(1).asInt())));
            List<List<Integer>> cut = windows(recorded).stream()
                    .map(window -> List.of(window.start(), window.end()))
                    .toList();
            assertThat(cut).as("length %s", recorded.get("length")).isEqualTo(expected);
        }
    }

    @Test
    void averagesAsThePublishedCodeDoes() {
        JsonNode cases = GoldenCases.protocol("overlap_average");
        assertThat(cases).isNotEmpty();
        for (JsonNode recorded : cases) {
            OverlapAverage average = new OverlapAverage(recorded.get("length").asInt(), 1);
            List<Window> windows = windows(recorded);
            for (int w = 0; w < windows.size(); w++) {
                JsonNode outputs = recorded.get("window_outputs").get(w);
                float[] values = new float[outputs.size()];
                for (int i = 0; i < values.length; i++) {
                    values[i] = (float) outputs.get(i).asDouble();
                }
                average.add(windows.get(w).start(), windows.get(w).frames(), values, 0);
            }
            float[] averaged = average.values();
            assertThat(averaged).hasSize(recorded.get("averaged").size());
            for (int i = 0; i < averaged.length; i++) {
                assertThat((double) averaged[i])
                        .isCloseTo(recorded.get("averaged").get(i).asDouble(), within(1e-6));
            }
        }
    }

    private static List<Window> windows(JsonNode recorded) {
        return Window.cut(
                new FakeClip("clip", recorded.get("length").asInt()),
                recorded.get("window").asInt(),
                recorded.get("hop").asInt());
    }
}
