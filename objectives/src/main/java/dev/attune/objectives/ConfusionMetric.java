package dev.attune.objectives;

import dev.attune.api.metric.AdditiveMetric;
import dev.attune.api.metric.MetricState;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/** A figure of the counts of a binary decision. */
final class ConfusionMetric implements AdditiveMetric {
    private final String description;
    private final double threshold;
    private final ToDoubleFunction<Confusion> figure;

    /**
     * Makes a metric.
     *
     * @param description name and options; states of one description can be merged
     * @param threshold the least positive value
     * @param figure made of the counts of at least one frame
     */
    ConfusionMetric(String description, double threshold, ToDoubleFunction<Confusion> figure) {
        this.description = description;
        this.threshold = threshold;
        this.figure = figure;
    }

    @Override
    public MetricState newState() {
        return new State(this);
    }

    @Override
    public boolean higherIsBetter() {
        return true;
    }

    @Override
    public int sums() {
        return Confusion.COUNTS;
    }

    @Override
    public void write(MetricState state, MetricState whole, double[] sums, int offset) {
        State.of(state, this).confusion.write(sums, offset);
    }

    @Override
    public double value(double[] sums, int offset) {
        Confusion confusion = Confusion.of(threshold, sums, offset);
        return confusion.count() == 0 ? Double.NaN : figure.applyAsDouble(confusion);
    }

    private static final class State implements MetricState {
        private final ConfusionMetric metric;
        private final Confusion confusion;

        State(ConfusionMetric metric) {
            this.metric = metric;
            confusion = new Confusion(metric.threshold);
        }

        static State of(MetricState state, ConfusionMetric metric) {
            if (state instanceof State own && own.metric.description.equals(metric.description)) {
                return own;
            }
            throw States.foreign(metric.description, state);
        }

        @Override
        public void add(double prediction, double label) {
            confusion.add(prediction, label);
        }

        @Override
        public void merge(MetricState other) {
            confusion.merge(of(other, metric).confusion);
        }

        @Override
        public OptionalDouble value() {
            return confusion.count() == 0
                    ? OptionalDouble.empty()
                    : OptionalDouble.of(metric.figure.applyAsDouble(confusion));
        }

        @Override
        public String toString() {
            return metric.description + " of " + confusion.count() + " frames";
        }
    }
}
