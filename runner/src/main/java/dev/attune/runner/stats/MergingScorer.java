package dev.attune.runner.stats;

import dev.attune.api.metric.Metric;
import dev.attune.api.metric.MetricState;
import java.util.OptionalDouble;

/** Scores by merging states, as every metric can. */
final class MergingScorer implements Scorer {
    private final Metric metric;
    private final MetricState[][] states; // by trial and target, then by clip

    /**
     * Makes a scorer.
     *
     * @param metric makes states
     * @param states by trial and target, then by clip
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
            for (int clip = 0; clip < times.length; clip++) {
                for (int time = 0; time < times[clip]; time++) {
                    whole.merge(states[column][clip]);
                }
            }
            values[column] = value(whole);
        }
        return values;
    }

    /** Merges what comes before a clip, which grows, with what comes after, which is kept for each. */
    @Override
    public double[][] leaveOneOut() {
        int clips = states[0].length;
        double[][] values = new double[clips][states.length];
        for (int column = 0; column < states.length; column++) {
            MetricState[] after = new MetricState[clips];
            MetricState tail = metric.newState();
            for (int clip = clips - 1; clip >= 0; clip--) {
                after[clip] = metric.newState();
                after[clip].merge(tail);
                tail.merge(states[column][clip]);
            }
            MetricState before = metric.newState();
            for (int clip = 0; clip < clips; clip++) {
                after[clip].merge(before);
                values[clip][column] = value(after[clip]);
                before.merge(states[column][clip]);
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
        for (int clip = 0; clip < swapped.length; clip++) {
            whole.merge(swapped[clip] ? other[clip] : own[clip]);
        }
        return value(whole);
    }

    private static double value(MetricState state) {
        OptionalDouble value = state.value();
        return value.isPresent() ? value.getAsDouble() : Double.NaN;
    }
}
