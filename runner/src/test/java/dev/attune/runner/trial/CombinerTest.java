package dev.attune.runner.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class CombinerTest {
    private static final float NONE = Float.NaN;

    /** Three frames of two targets, from two sources. */
    private static final List<float[]> PREDICTIONS =
            List.of(new float[] {0, 1, 0.5f, 1, 1, 1}, new float[] {1, 0, 0.5f, 0.5f, 0, 0});

    @Test
    void theMeanIsThatOfEachFrameAndTarget() {
        float[] labels = {0, 0, NONE, NONE, 0, 0};
        assertThat(Combiner.mean().combine("clip", PREDICTIONS, labels))
                .containsExactly(0.5f, 0.5f, 0.5f, 0.75f, 0.5f, 0.5f);
    }

    @Test
    void anOracleChoosesForEachTargetByLabelledFramesAlone() {
        // Of the first target, the second source is right at the only label; of the other, the first one nearly is.
        float[] labels = {1, 0.9f, NONE, 0.9f, NONE, 0.9f};
        assertThat(Combiner.oracle(2).combine("clip", PREDICTIONS, labels)).containsExactly(1, 1, 0.5f, 1, 0, 1);
    }

    @Test
    void anOracleWithoutLabelsAveragesAndPrefersTheFirstOfEquals() {
        float[] labels = {0.5f, NONE, NONE, NONE, NONE, NONE};
        assertThat(Combiner.oracle(2).combine("clip", PREDICTIONS, labels))
                .containsExactly(0, 0.5f, 0.5f, 0.75f, 1, 0.5f);
    }
}
