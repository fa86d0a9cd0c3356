package dev.attune.fusion.rjcma;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.DoubleSupplier;

/** Compares gradients with central differences of a reference in double precision. */
final class Slopes {
    private static final double STEP = 1e-5;

    private Slopes() {}

    /**
     * Fails unless a gradient is the slope of a loss.
     *
     * @param name what is differentiated by, for the message
     * @param values what the loss reads; moved and put back one by one
     * @param loss the reference
     * @param gradient one element for each value
     */
    static void check(String name, double[] values, DoubleSupplier loss, float[] gradient) {
        assertThat(gradient).as(name).hasSize(values.length);
        for (int i = 0; i < values.length; i++) {
            double value = values[i];
            values[i] = value + STEP;
            double ahead = loss.getAsDouble();
            values[i] = value - STEP;
            double behind = loss.getAsDouble();
            values[i] = value;
            double slope = (ahead - behind) / (2 * STEP);
            if (!(Math.abs(gradient[i] - slope) <= 1e-4 + 1e-3 * Math.abs(slope))) {
                throw new AssertionError(
                        "gradient of " + name + "[" + i + "] must be " + slope + ", found " + gradient[i]);
            }
        }
    }
}
