package dev.attune.runner.report.chart;

import java.util.ArrayList;
import java.util.List;

/**
 * Maps equal differences to equal distances.
 *
 * @param low a value
 * @param high a greater one
 * @param from pixel of the low value
 * @param to pixel of the high value
 */
record LinearScale(double low, double high, double from, double to) implements Scale {
    @Override
    public double at(double value) {
        return from + (value - low) / (high - low) * (to - from);
    }

    @Override
    public List<Double> ticks(int most) {
        double step = step(low, high, most);
        List<Double> ticks = new ArrayList<>();
        for (long i = (long) Math.ceil(low / step - 1e-9); i * step <= high + 1e-9 * step; i++) {
            ticks.add(i * step);
        }
        return ticks;
    }

    @Override
    public String label(double tick, List<Double> ticks) {
        double step = ticks.size() < 2 ? Math.abs(tick) : ticks.get(1) - ticks.get(0);
        return Numbers.withStep(tick, step);
    }

    /** Returns the least of 1, 2, 5, 10, ... that gives no more than so many ticks. */
    static double step(double low, double high, int most) {
        double least = (high - low) / Math.max(1, most);
        double power = Math.pow(10, Math.floor(Math.log10(least)));
        for (double factor : new double[] {1, 2, 5}) {
            if (factor * power >= least * (1 - 1e-9)) {
                return factor * power;
            }
        }
        return 10 * power;
    }
}
