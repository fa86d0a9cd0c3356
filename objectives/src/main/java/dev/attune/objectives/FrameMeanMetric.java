package dev.attune.objectives;

import dev.attune.api.metric.AdditiveMetric;
import dev.attune.api.metric.MetricState;
import java.util.OptionalDouble;

/** The mean of a score that each frame has by itself. A sum will do: its terms are not negative, so nothing cancels. */
final class FrameMeanMetric implements AdditiveMetric {
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

    @Override
    public int sums() {
        return 2;
    }

    /** The scores of frames, not negative, need no origin. */
    @Override
    public void write(MetricState state, MetricState whole, double[] sums, int offset) {
        State own = State.of(state, score);
        sums[offset] = own.count;
        sums[offset + 1] = own.sum;
    }

    @Override
    public double value(double[] sums, int offset) {
        return sums[offset] == 0 ? Double.NaN : score.finish(sums[offset + 1] / sums[offset]);
    }

    private static final class State implements MetricState {
        private final FrameScore score;
        private long count;
        private double sum;

        State(FrameScore score) {
            this.score = score;
        }

        static State of(MetricState state, FrameScore score) {
            if (state instanceof State own && own.score == score) {
                return own;
            }
            throw States.foreign(score.name(), state);
        }

        @Override
        public void add(double prediction, double label) {
            count++;
            sum += score.of(prediction, label);
        }

        @Override
        public void merge(MetricState other) {
            State state = of(other, score);
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
