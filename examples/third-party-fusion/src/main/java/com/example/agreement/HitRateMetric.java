package com.example.agreement;

import dev.attune.api.metric.AdditiveMetric;
import dev.attune.api.metric.MetricState;
import java.util.OptionalDouble;

/** The share of frames whose prediction is near the label: a sum of frames, so that comparisons can add it up. */
final class HitRateMetric implements AdditiveMetric {
    private final double tolerance;

    HitRateMetric(HitRateConfig config) {
        tolerance = config.tolerance();
    }

    @Override
    public MetricState newState() {
        return new Count(tolerance);
    }

    @Override
    public boolean higherIsBetter() {
        return true;
    }

    @Override
    public int sums() {
        return 2;
    }

    @Override
    public void write(MetricState state, MetricState whole, double[] sums, int offset) {
        Count count = Count.of(state, tolerance);
        sums[offset] = count.frames;
        sums[offset + 1] = count.right;
    }

    @Override
    public double value(double[] sums, int offset) {
        return sums[offset + 1] / sums[offset]; // 0 / 0, not a number, for no frame
    }

    private static final class Count implements MetricState {
        private final double tolerance;
        private long frames;
        private long right;

        Count(double tolerance) {
            this.tolerance = tolerance;
        }

        static Count of(MetricState state, double tolerance) {
            if (state instanceof Count count && count.tolerance == tolerance) {
                return count;
            }
            throw new IllegalArgumentException(
                    "a state of the metric hit-rate of " + tolerance + " is wanted, found " + state);
        }

        @Override
        public void add(double prediction, double label) {
            frames++;
            right += Math.abs(prediction - label) <= tolerance ? 1 : 0;
        }

        @Override
        public void merge(MetricState other) {
            Count count = of(other, tolerance);
            frames += count.frames;
            right += count.right;
        }

        @Override
        public OptionalDouble value() {
            return frames == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) right / frames);
        }
    }
}
