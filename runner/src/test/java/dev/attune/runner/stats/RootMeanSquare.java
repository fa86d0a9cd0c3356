package dev.attune.runner.stats;

import dev.attune.api.metric.Metric;
import dev.attune.api.metric.MetricState;
import java.util.OptionalDouble;

/** A metric of which less is better, and which is no mean over clips. */
final class RootMeanSquare implements Metric {
    @Override
    public MetricState newState() {
        return new State();
    }

    @Override
    public boolean higherIsBetter() {
        return false;
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
