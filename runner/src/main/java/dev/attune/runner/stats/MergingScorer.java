package dev.attune.runner.stats;

import dev.attune.api.metric.Metric;
import dev.attune.api.metric.MetricState;
import java.util.OptionalDouble;

/** Scores by merging states, as every metric can. */
final class MergingScorer implements Scorer {
    private final Metric metric;
    private final MetricState[][] states; // by trial and target, then by group

    /**
     * Makes a scorer.
     *
     * @param metric makes states
     * @param states by trial and target, then by group
     */
    MergingScorer(Metric metric, MetricState[][] states) {
        this.metric = metric;
        this.states = states;
    }

    @Override
    public double[] score(int[] times) {
        double[] values = new double[states.length];
        for (int column = 0; column < values.length; column++) {
            MetricState whole = metric.newState();
            for (int group = 0; group < times.length; group++) {
                for (int time = 0; time < times[group]; time++) {
                    whole.merge(states[column][group]);
                }
            }
            values[column] = value(whole);
        }
        return values;
    }

    /** Merges what comes before a group, which grows, with what comes after, which is kept for each. */
    @Override
    public double[][] leaveOneOut() {
        int groups = states[0].length;
        double[][] values = new double[groups][states.length];
        for (int column = 0; column < states.length; column++) {
            MetricState[] after = new MetricState[groups];
            MetricState tail = metric.newState();
            for (int group = groups - 1; group >= 0; group--) {
                after[group] = metric.newState();
                after[group].merge(tail);
                tail.merge(states[column][group]);
            }
            MetricState before = metric.newState();
            for (int group = 0; group < groups; group++) {
                after[group].merge(before);
                values[group][column] = value(after[group]);
                before.merge(states[column][group]);
            }
        }
        return values;
    }

    @Override
    public double[][] swap(boolean[] swapped, int[] partner) {
        int targets = states.length / partner.length;
        double[][] values = new double[2][states.length];
        for (int column = 0; column < states.length; column++) {
            MetricState[] own = states[column];
            MetricState[] other = states[partner[column / targets] * targets + column % targets];
            values[0][column] = mixed(swapped, own, other);
            values[1][column] = mixed(swapped, other, own);
        }
        return values;
    }

    private double mixed(boolean[] swapped, MetricState[] own, MetricState[] other) {
        MetricState whole = metric.newState();
        for (int group = 0; group < swapped.length; group++) {
            whole.merge(swapped[group] ? other[group] : own[group]);
        }
        return value(whole);
    }

    private static double value(MetricState state) {
        OptionalDouble value = state.value();
        return value.isPresent() ? value.getAsDouble() : Double.NaN;
    }
}
