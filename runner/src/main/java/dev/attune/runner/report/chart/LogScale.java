package dev.attune.runner.report.chart;

import java.util.ArrayList;
import java.util.List;

/**
 * Maps equal ratios to equal distances.
 *
 * @param low a value above 0
 * @param high a greater one
 * @param from pixel of the low value
 * @param to pixel of the high value
 */
record LogScale(double low, double high, double from, double to) implements Scale {
    @Override
    public double at(double value) {
        return from + Math.log(value / low) / Math.log(high / low) * (to - from);
    }

    @Override
    public List<Double> ticks(int most) {
        List<Double> fine = ticks(new double[] {1, 2, 5});
        if (fine.size() <= most) {
            return fine;
        }
        List<Double> powers = ticks(new double[] {1});
        int every = (powers.size() + most - 1) / Math.max(1, most);
        List<Double> some = new ArrayList<>();
        for (int i = 0; i < powers.size(); i += every) {
            some.add(powers.get(i));
        }
        return some;
    }

    private List<Double> ticks(double[] factors) {
        List<Double> ticks = new ArrayList<>();
        for (int exponent = (int) Math.floor(Math.log10(low)); Math.pow(10, exponent) <= high; exponent++) {
            for (double factor : factors) {
                double tick = factor * Math.pow(10, exponent);
                if (tick >= low * (1 - 1e-9) && tick <= high * (1 + 1e-9)) {
                    ticks.add(tick);
                }
            }
        }
        return ticks;
    }

    @Override
    public String label(double tick, List<Double> ticks) {
        return Numbers.brief(tick);
    }
}
