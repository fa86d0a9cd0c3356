package dev.attune.runner.stats;

import dev.attune.api.metric.AdditiveMetric;
import dev.attune.api.metric.MetricState;

/**
 * Scores by adding up what additive metrics wrote for each group of clips: a product of a row of counts and a matrix.
 *
 * <p>All trials' sums of a group lie in one row, so that the innermost loop is long and the processor adds several numbers at a time.
 */
final class SummingScorer implements Scorer {
    private final AdditiveMetric metric;
    private final int columns; // trials times targets
    private final int width; // of a row: all sums of all columns
    private final double[][] rows; // by group, then by column and sum

    /**
     * Makes a scorer.
     *
     * @param metric made the states
     * @param states by trial and target, then by group
     * @param targets how many
     */
    SummingScorer(AdditiveMetric metric, MetricState[][] states, int targets) {
        this.metric = metric;
        columns = states.length;
        width = columns * metric.sums();
        rows = new double[states[0].length][width];
        for (int target = 0; target < targets; target++) {
            MetricState whole = metric.newState(); // of all trials, since they exchange groups
            for (int column = target; column < columns; column += targets) {
                for (MetricState state : states[column]) {
                    whole.merge(state);
                }
            }
            for (int column = target; column < columns; column += targets) {
                for (int group = 0; group < rows.length; group++) {
                    metric.write(states[column][group], whole, rows[group], column * metric.sums());
                }
            }
        }
    }

    @Override
    public double[] score(int[] times) {
        return values(sums(times));
    }

    private double[] sums(int[] times) {
        double[] sums = new double[width];
        for (int group = 0; group < times.length; group++) {
            if (times[group] > 0) {
                double[] row = rows[group];
                double weight = times[group];
                for (int i = 0; i < sums.length; i++) {
                    sums[i] += weight * row[i];
                }
            }
        }
        return sums;
    }

    private double[] values(double[] sums) {
        double[] values = new double[columns];
        for (int column = 0; column < columns; column++) {
            values[column] = metric.value(sums, column * metric.sums());
        }
        return values;
    }

    /** Adds what comes before a group, which grows, to what comes after, which is kept for each: a subtraction would lose digits. */
    @Override
    public double[][] leaveOneOut() {
        double[][] others = new double[rows.length][width];
        for (int group = rows.length - 1; group > 0; group--) {
            add(others[group], rows[group], others[group - 1]);
        }
        double[][] values = new double[rows.length][];
        double[] before = new double[width];
        for (int group = 0; group < rows.length; group++) {
            add(others[group], before, others[group]);
            values[group] = values(others[group]);
            add(before, rows[group], before);
        }
        return values;
    }

    private static void add(double[] one, double[] other, double[] sum) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] = one[i] + other[i];
        }
    }

    @Override
    public double[][] swap(boolean[] swapped, int[] partner) {
        double[] kept = new double[width];
        double[] given = new double[width];
        for (int group = 0; group < swapped.length; group++) {
            double[] sums = swapped[group] ? given : kept;
            add(sums, rows[group], sums);
        }
        double[] own = new double[width];
        double[] others = new double[width];
        int ofTrial = width / partner.length;
        for (int i = 0; i < width; i++) {
            int there = partner[i / ofTrial] * ofTrial + i % ofTrial;
            own[i] = kept[i] + given[there];
            others[i] = kept[there] + given[i];
        }
        return new double[][] {values(own), values(others)};
    }
}
