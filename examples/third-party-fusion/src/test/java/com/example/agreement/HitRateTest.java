package com.example.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.api.metric.MetricState;
import org.junit.jupiter.api.Test;

/** Compares the metric with frames that can be counted by hand. */
final class HitRateTest {
    @Test
    void countsFramesUpToTheTolerance() {
        MetricState state = new HitRateMetric(new HitRateConfig(0.25)).newState();
        state.add(0.5, 0.5);
        state.add(0.25, 0.5); // exactly at the tolerance
        state.add(0.5, 0.125);
        state.add(-1, 1);
        assertThat(state.value()).hasValue(0.5);
    }
}
