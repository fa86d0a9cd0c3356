package dev.attune.runner.stats;

import dev.attune.api.metric.AdditiveMetric;
import dev.attune.api.metric.MetricState;
import java.util.OptionalDouble;

/** A metric of which less is better, and which is no mean over clips. */
final class RootMeanSquare implements AdditiveMetric {
    @Override
    public MetricState newState() {
        return new State();
    }

    @Override
    public boolean higherIsBetter() {
        return false;
    }

    @Override
    public int sums() {
        return 2;
    }

    @Override
    public void write(MetricState state, MetricState whole, double[] sums, int offset) {
        sums[offset] = ((State) state).sum;
        sums[offset + 1] = ((State) state).count;
    }

    @Override
    public double value(double[] sums, int offset) {
        return sums[offset + 1] == 0 ? Double.NaN : Math.sqrt(sums[offset] / sums[offset + 1]);
    }

    private static final class State implements MetricState {
        private double sum;
        private int count;

        @Override
        public void add(double prediction, double label) {
            sum += (prediction - label) * (prediction - label);
            count++;
        }

        @Override
        public void merge(MetricState other) {
            sum += ((State) other).sum;
            count += ((State) other).count;
        }

        @Override
        public OptionalDouble value() {
            return count == 0 ? OptionalDouble.empty() : OptionalDouble.of(Math.sqrt(sum / count));
        }
    }
}
