package dev.attune.fusion.baselines;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a ridge regression has to know of the frames that it is fitted to: sums of products, in double.
 *
 * <p>Features are taken relative to their means in the first batch. Sums of features as they are would cancel where a feature is large beside
 * its spread, and leave of a constant one a spread that is rounding alone.
 *
 * <p>Targets that are labelled at the same frames of a batch share the products of features, which are by far the most of the work and of
 * the memory. In most corpora all targets do.
 */
final class RidgeSums {
    /** Times the unit of rounding and the number of features, what is left of a sum of squares by rounding alone. */
    private static final double ROUNDING = 64 * Math.ulp(1.0);

    /** The same of the squares of features as they are, whose own rounding is that of float: (2⁻²⁴)². */
    private static final double ROUNDING_OF_FEATURES = 0x1p-48;

    private final int features;
    private final int targets;
    private final Map<List<Integer>, double[]> products = new LinkedHashMap<>(); // by the targets that share them
    private double[] origin = {}; // from where features are measured; empty until there are labelled frames

    /**
     * Begins with no frames.
     *
     * @param features of a frame, D
     * @param targets labels of a frame
     */
    RidgeSums(int features, int targets) {
        this.features = features;
        this.targets = targets;
    }

    /** Forgets all frames. */
    void clear() {
        products.clear();
        origin = new double[0];
    }

    /**
     * Takes frames in.
     *
     * @param x (B, L, D)
     * @param labels (B, L, targets)
     * @param valid boolean, (B, L, targets)
     */
    void add(NDArray x, NDArray labels, NDArray valid) {
        float[] values = x.toFloatArray();
        float[] given = labels.toFloatArray();
        Map<BitSet, List<Integer>> groups = groups(valid.toBooleanArray());
        groups.forEach((frames, group) -> {
            if (frames.isEmpty()) {
                return;
            }
            if (origin.length == 0) {
                origin = means(values, frames);
            }
            int columns = features + group.size() + 1;
            double[] rows = rows(values, given, frames, group);
            try (NDArray z = x.getManager().create(rows, new Shape(frames.cardinality(), columns));
                    NDArray turned = z.transpose();
                    NDArray product = turned.matMul(z)) { // (D + k + 1, D + k + 1)
                double[] more = product.toDoubleArray();
                double[] sum = products.computeIfAbsent(group, key -> new double[more.length]);
                for (int i = 0; i < more.length; i++) {
                    sum[i] += more[i];
                }
            }
        });
    }

    /** Returns the targets that are labelled at the same frames, by those frames. */
    private Map<BitSet, List<Integer>> groups(boolean[] valid) {
        Map<BitSet, List<Integer>> groups = new LinkedHashMap<>();
        for (int target = 0; target < targets; target++) {
            BitSet frames = new BitSet();
            for (int frame = 0; frame < valid.length / targets; frame++) {
                frames.set(frame, valid[frame * targets + target]);
            }
            groups.computeIfAbsent(frames, key -> new ArrayList<>()).add(target);
        }
        return groups;
    }

    /** Returns the mean of each feature; of a constant one exactly its value, since sums of equal floats are exact in double. */
    private double[] means(float[] values, BitSet frames) {
        double[] means = new double[features];
        for (int frame = frames.nextSetBit(0); frame >= 0; frame = frames.nextSetBit(frame + 1)) {
            for (int i = 0; i < features; i++) {
                means[i] += values[frame * features + i];
            }
        }
        for (int i = 0; i < features; i++) {
            means[i] /= frames.cardinality();
        }
        return means;
    }

    /** Returns a row for each frame: its features from the origin, its labels of a group of k targets, and 1. */
    private double[] rows(float[] values, float[] given, BitSet frames, List<Integer> group) {
        double[] rows = new double[frames.cardinality() * (features + group.size() + 1)];
        int next = 0;
        for (int frame = frames.nextSetBit(0); frame >= 0; frame = frames.nextSetBit(frame + 1)) {
            for (int i = 0; i < features; i++) {
                rows[next++] = values[frame * features + i] - origin[i];
            }
            for (int target : group) {
                rows[next++] = given[frame * targets + target];
            }
            rows[next++] = 1;
        }
        return rows;
    }

    /**
     * Fits one target.
     *
     * @param target its index
     * @param penalty of the squared length of the weights
     * @param otherwise the bias of a target without a label
     * @return the weights, then the bias
     */
    double[] solve(int target, double penalty, double otherwise) {
        double[][] sums = sums(target);
        int label = features;
        int one = features + 1;
        double frames = sums[one][one];
        double[] solution = new double[features + 1];
        if (frames == 0) {
            solution[features] = otherwise;
            return solution;
        }
        double[] moments = new double[features];
        double[] noise = new double[features];
        for (int i = 0; i < features; i++) {
            noise[i] = noise(sums[i][i], sums[i][one], frames, origin[i]);
            moments[i] = sums[i][label] - sums[i][one] * sums[label][one] / frames;
            for (int j = 0; j < features; j++) {
                sums[i][j] -= sums[i][one] * sums[j][one] / frames;
            }
            sums[i][i] += penalty;
        }
        double bias = sums[label][one] / frames;
        double[] weights = Cholesky.solve(sums, moments, noise);
        for (int i = 0; i < features; i++) {
            solution[i] = weights[i];
            bias -= weights[i] * (origin[i] + sums[i][one] / frames);
        }
        solution[features] = bias;
        return solution;
    }

    /**
     * Returns how much of the spread of a feature may be rounding.
     *
     * @param squares its sum of squares from the origin
     * @param sum its sum from the origin
     */
    private double noise(double squares, double sum, double frames, double origin) {
        double asGiven = squares + 2 * origin * sum + frames * origin * origin;
        return ROUNDING * features * squares + ROUNDING_OF_FEATURES * asGiven;
    }

    /** Returns the sums of products, over all frames that are labelled, of the features, the label of one target, and 1. */
    private double[][] sums(int target) {
        double[][] sums = new double[features + 2][features + 2];
        products.forEach((group, product) -> {
            int label = group.indexOf(target);
            if (label < 0) {
                return;
            }
            int columns = features + group.size() + 1;
            for (int i = 0; i < sums.length; i++) {
                for (int j = 0; j < sums.length; j++) {
                    sums[i][j] += product[column(i, label, columns) * columns + column(j, label, columns)];
                }
            }
        });
        return sums;
    }

    /** Returns where a feature, the label, or 1 stands among the columns of a group of targets. */
    private int column(int index, int label, int columns) {
        return index < features ? index : index == features ? features + label : columns - 1;
    }
}
