package dev.attune.objectives;

import dev.attune.api.metric.AdditiveMetric;
import dev.attune.api.metric.MetricState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * A coefficient of all frames together, with figures that tell where it comes from.
 *
 * <p>Of frames pooled over clips, a predictor that knows nothing but each clip's mean can reach a CCC of 0.9. Hence:
 *
 * <ul>
 *   <li>{@code clip-mean}: the mean of the coefficients of single clips;
 *   <li>{@code within}: the coefficient after each clip's own means are taken from its predictions and labels; left out when
 *       then nothing varies;
 *   <li>{@code between}: the coefficient of the clips' means, each counted as often as the clip has valid frames; left out when
 *       there is only one clip.
 * </ul>
 */
final class MomentMetric implements AdditiveMetric {
    private final Coefficient coefficient;

    MomentMetric(Coefficient coefficient) {
        this.coefficient = coefficient;
    }

    @Override
    public MetricState newState() {
        return new State(coefficient);
    }

    @Override
    public boolean higherIsBetter() {
        return true;
    }

    @Override
    public int sums() {
        return Moments.SUMS;
    }

    @Override
    public void write(MetricState state, MetricState whole, double[] sums, int offset) {
        State.of(state, coefficient).moments.write(State.of(whole, coefficient).moments, sums, offset);
    }

    @Override
    public double value(double[] sums, int offset) {
        Moments moments = Moments.of(sums, offset);
        return moments.count() == 0 ? Double.NaN : coefficient.of(moments);
    }

    @Override
    public Map<String, Double> breakdown(List<? extends MetricState> clips) {
        Moments within = new Moments();
        Moments between = new Moments();
        double sum = 0;
        int used = 0;
        for (MetricState clip : clips) {
            Moments moments = State.of(clip, coefficient).moments;
            if (moments.count() > 0) {
                sum += coefficient.of(moments);
                used++;
                within.merge(moments.centred());
                between.merge(moments.collapsed());
            }
        }
        Map<String, Double> figures = new LinkedHashMap<>();
        if (used > 0) {
            figures.put("clip-mean", sum / used);
        }
        if (within.predictionSquares() + within.labelSquares() > 0) {
            figures.put("within", coefficient.of(within));
        }
        if (used > 1) {
            figures.put("between", coefficient.of(between));
        }
        return figures;
    }

    private static final class State implements MetricState {
        private final Coefficient coefficient;
        private final Moments moments = new Moments();

        State(Coefficient coefficient) {
            this.coefficient = coefficient;
        }

        static State of(MetricState state, Coefficient coefficient) {
            if (state instanceof State own && own.coefficient == coefficient) {
                return own;
            }
            throw States.foreign(coefficient.name(), state);
        }

        @Override
        public void add(double prediction, double label) {
            moments.add(prediction, label);
        }

        @Override
        public void merge(MetricState other) {
            moments.merge(of(other, coefficient).moments);
        }

        @Override
        public OptionalDouble value() {
            return moments.count() == 0 ? OptionalDouble.empty() : OptionalDouble.of(coefficient.of(moments));
        }

        @Override
        public String toString() {
            return coefficient.name() + " of " + moments.count() + " frames";
        }
    }
}
