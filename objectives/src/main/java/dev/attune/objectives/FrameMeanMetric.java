package dev.attune.objectives;

import dev.attune.api.metric.Metric;
import dev.attune.api.metric.MetricState;
import java.util.OptionalDouble;

/** The mean of a score that each frame has by itself. A sum will do: its terms are not negative, so nothing cancels. */
final class FrameMeanMetric implements Metric {
    private final FrameScore score;

    FrameMeanMetric(FrameScore score) {
        this.score = score;
    }

    @Override
    public MetricState newState() {
        return new State(score);
    }

    @Override
    public boolean higherIsBetter() {
        return score.higherIsBetter();
    }

    private static final class State implements MetricState {
        private final FrameScore score;
        private long count;
        private double sum;

        State(FrameScore score) {
            this.score = score;
        }

        @Override
        public void add(double prediction, double label) {
            count++;
            sum += score.of(prediction, label);
        }

        @Override
        public void merge(MetricState other) {
            if (!(other instanceof State state) || state.score != score) {
                throw States.foreign(score.name(), other);
            }
            count += state.count;
            sum += state.sum;
        }

        @Override
        public OptionalDouble value() {
            return count == 0 ? OptionalDouble.empty() : OptionalDouble.of(score.finish(sum / count));
        }

        @Override
        public String toString() {
            return score.name() + " of " + count + " frames";
        }
    }
}
