package dev.attune.datasets;

import java.util.SplittableRandom;

/**
 * A smooth, bounded random function of time with mean 0 and variance 1 over its random draws: a sum of cosines of random phase and
 * period, and a level of its own.
 *
 * <p>A formula rather than a filter, because it can be asked for any time, also before and after the clip.
 */
final class SmoothSignal {
    private static final int WAVES = 6;
    private static final double SHORTEST_PERIOD = 20;
    private static final double LONGEST_PERIOD = 120;

    private final double level;
    private final double amplitude;
    private final double[] frequencies = new double[WAVES];
    private final double[] phases = new double[WAVES];

    /**
     * @param levelShare how much of the variance is between clips rather than within
     */
    SmoothSignal(SplittableRandom random, double levelShare) {
        // Uniform in [-√3, √3] has variance 1.
        this.level = StrictMath.sqrt(3 * levelShare) * (2 * random.nextDouble() - 1);
        this.amplitude = StrictMath.sqrt((1 - levelShare) * 2 / WAVES);
        for (int i = 0; i < WAVES; i++) {
            double period = SHORTEST_PERIOD * StrictMath.pow(LONGEST_PERIOD / SHORTEST_PERIOD, random.nextDouble());
            frequencies[i] = 2 * Math.PI / period;
            phases[i] = 2 * Math.PI * random.nextDouble();
        }
    }

    /** Returns the value at a time in frames. */
    double at(double time) {
        double sum = 0;
        for (int i = 0; i < WAVES; i++) {
            sum += StrictMath.cos(frequencies[i] * time + phases[i]);
        }
        return level + amplitude * sum;
    }
}
