package dev.attune.datasets.avatar;

import java.util.SplittableRandom;

/**
 * A smooth random function of time with mean 0 and variance 1 over its random draws: a level, and a sum of cosines of random phase and
 * period. StrictMath, because the same corpus must come out on every machine.
 */
final class Wave {
    private static final int COSINES = 5;

    private final double level;
    private final double amplitude;
    private final double[] frequencies = new double[COSINES];
    private final double[] phases = new double[COSINES];

    /**
     * @param shortest period in seconds
     * @param longest period in seconds
     * @param levelShare how much of the variance is between waves rather than within
     */
    Wave(SplittableRandom random, double shortest, double longest, double levelShare) {
        // Uniform in [-√3, √3] has variance 1.
        level = StrictMath.sqrt(3 * levelShare) * (2 * random.nextDouble() - 1);
        amplitude = StrictMath.sqrt((1 - levelShare) * 2 / COSINES);
        for (int i = 0; i < COSINES; i++) {
            // One period from each fifth of the range, or a wave now and then would be all slow.
            double place = (i + random.nextDouble()) / COSINES;
            frequencies[i] = 2 * Math.PI / (shortest * StrictMath.pow(longest / shortest, place));
            phases[i] = 2 * Math.PI * random.nextDouble();
        }
    }

    double at(double seconds) {
        double sum = 0;
        for (int i = 0; i < COSINES; i++) {
            sum += StrictMath.cos(frequencies[i] * seconds + phases[i]);
        }
        return level + amplitude * sum;
    }
}
