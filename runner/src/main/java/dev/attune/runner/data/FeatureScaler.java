package dev.attune.runner.data;

import dev.attune.runner.config.DataConfig.Standardize;
import java.util.Arrays;

/** Scales the features of one modality with moments of the training split. */
public final class FeatureScaler {
    private final float[] means;
    private final float[] factors;

    private FeatureScaler(float[] means, float[] factors) {
        this.means = means;
        this.factors = factors;
    }

    /**
     * Makes a scaler.
     *
     * @param how what is scaled by what
     * @param moments of the training split
     */
    public static FeatureScaler of(Standardize how, CorpusSummary.Moments moments) {
        float[] means = new float[moments.width()];
        float[] factors = new float[moments.width()];
        Arrays.fill(factors, 1);
        switch (how) {
            case NONE -> {}
            case DIMENSION -> {
                for (int column = 0; column < means.length; column++) {
                    means[column] = (float) moments.mean(column);
                    factors[column] = factor(moments.mean(column), moments.deviation(column));
                }
            }
            case SCALAR -> {
                double[] pooled = moments.pooled();
                Arrays.fill(means, (float) pooled[0]);
                Arrays.fill(factors, factor(pooled[0], pooled[1]));
            }
        }
        return new FeatureScaler(means, factors);
    }

    /**
     * Makes a scaler of what another one was made of.
     *
     * @param means what is subtracted from each feature
     * @param factors what each is multiplied by after that
     */
    public static FeatureScaler of(float[] means, float[] factors) {
        if (means.length != factors.length) {
            throw new IllegalArgumentException(
                    "there must be as many factors as means, found " + factors.length + " and " + means.length);
        }
        return new FeatureScaler(means.clone(), factors.clone());
    }

    /** A feature that never changes in training, but for rounding, is not blown up: it keeps its distance from the mean. */
    private static float factor(double mean, double deviation) {
        return deviation <= 1e-6 * Math.max(1e-6, Math.abs(mean)) ? 1 : (float) (1 / deviation);
    }

    /**
     * Scales one row in place.
     *
     * @param values holds the row
     * @param offset where it starts
     */
    void apply(float[] values, int offset) {
        for (int column = 0; column < means.length; column++) {
            values[offset + column] = (values[offset + column] - means[column]) * factors[column];
        }
    }

    /** Returns what is subtracted from each feature. */
    public float[] means() {
        return means.clone();
    }

    /** Returns what each feature is multiplied by after that. */
    public float[] factors() {
        return factors.clone();
    }
}
