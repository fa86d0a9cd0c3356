package dev.attune.datasets;

import dev.attune.api.nn.RandomSource;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Makes the features of one modality from the components that it carries: mixes them, adds noise, gives every feature a scale and
 * an offset of its own, and loses stretches.
 *
 * <p>The mixing matrix has orthogonal columns of norm √D, so that the best linear unmixing of a single frame has noise of
 * deviation {@code noise / √D} on every component. It is the same for all clips of a corpus.
 */
final class SyntheticSensor {
    private static final double MISSING_STRETCH = 10;

    private final int features;
    private final double[][] mixing;
    private final double[] scales;
    private final double[] offsets;
    private final double noise;
    private final int lag;
    private final int hold;
    private final double missing;

    /**
     * @param lag frames by which the features run ahead of the label
     * @param hold mean frames for which they keep their value
     */
    SyntheticSensor(int features, int components, SyntheticConfig config, int lag, int hold, RandomSource random) {
        this.features = features;
        this.mixing = orthogonal(features, components, random.fork("mixing").next());
        this.scales = new double[features];
        this.offsets = new double[features];
        SplittableRandom units = random.fork("units").next();
        for (int feature = 0; feature < features; feature++) {
            scales[feature] = StrictMath.pow(2, 2 * units.nextDouble() - 1);
            offsets[feature] = 2 * units.nextDouble() - 1;
        }
        this.noise = config.noise();
        this.lag = lag;
        this.hold = hold;
        this.missing = config.missing();
    }

    /** Returns a matrix with random orthogonal columns of norm √rows (Gram and Schmidt). */
    private static double[][] orthogonal(int rows, int columns, SplittableRandom random) {
        double[][] matrix = new double[columns][rows];
        for (int column = 0; column < columns; column++) {
            double[] vector = matrix[column];
            for (int row = 0; row < rows; row++) {
                vector[row] = gaussian(random);
            }
            for (int before = 0; before < column; before++) {
                double projection = dot(vector, matrix[before]) / rows;
                for (int row = 0; row < rows; row++) {
                    vector[row] -= projection * matrix[before][row];
                }
            }
            double factor = StrictMath.sqrt(rows / dot(vector, vector));
            for (int row = 0; row < rows; row++) {
                vector[row] *= factor;
            }
        }
        return matrix;
    }

    private static double dot(double[] first, double[] second) {
        double sum = 0;
        for (int i = 0; i < first.length; i++) {
            sum += first[i] * second[i];
        }
        return sum;
    }

    /** Draws from the standard normal distribution (Box and Muller 1958), the same on every platform. */
    private static double gaussian(SplittableRandom random) {
        double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - random.nextDouble()));
        return radius * StrictMath.cos(2 * Math.PI * random.nextDouble());
    }

    /**
     * Draws which frames are valid.
     *
     * @return (frames)
     */
    boolean[] mask(int frames, SplittableRandom random) {
        boolean[] mask = new boolean[frames];
        Arrays.fill(mask, true);
        if (missing == 0) {
            return mask;
        }
        double present = MISSING_STRETCH * (1 - missing) / missing;
        // Enters the alternation of present and missing at a random point, so that every frame has the same chance.
        double frame = -random.nextDouble() * (present + MISSING_STRETCH);
        while (frame < frames) {
            frame += stretch(present, random);
            double end = frame + stretch(MISSING_STRETCH, random);
            for (int i = (int) Math.max(0, Math.ceil(frame)); i < Math.min(frames, end); i++) {
                mask[i] = false;
            }
            frame = end;
        }
        return mask;
    }

    private static double stretch(double mean, SplittableRandom random) {
        return mean * (0.5 + random.nextDouble());
    }

    /**
     * Makes features; those of an invalid frame are 0.
     *
     * @param mask (frames)
     * @return (frames, D), row by row
     */
    float[] features(SyntheticTruth truth, int modality, boolean[] mask, SplittableRandom random) {
        float[] values = new float[mask.length * features];
        double[] held = new double[features];
        double end = 0;
        for (int frame = 0; frame < mask.length; frame++) {
            if (frame >= end) {
                double length = hold == 1 ? 1 : Math.max(1, stretch(hold, random));
                held = sense(truth.components(modality, frame + lag + (length - 1) / 2), random);
                end = frame + length;
            }
            for (int feature = 0; feature < features && mask[frame]; feature++) {
                values[frame * features + feature] = (float) held[feature];
            }
        }
        return values;
    }

    private double[] sense(double[] components, SplittableRandom random) {
        double[] sensed = new double[features];
        for (int feature = 0; feature < features; feature++) {
            double sum = noise * gaussian(random);
            for (int component = 0; component < components.length; component++) {
                sum += mixing[component][feature] * components[component];
            }
            sensed[feature] = offsets[feature] + scales[feature] * sum;
        }
        return sensed;
    }
}
