package dev.attune.fusion.baselines;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import dev.attune.api.nn.Masks;
import dev.attune.api.nn.Scalars;
import java.util.List;

/** The losses of MISA, over the existing frames of a batch, N of them. A length is ‖v‖ = sqrt(Σ v² + 1e-12), which has a slope at zero. */
final class MisaLosses {
    private static final int MOMENTS = 5;
    private static final double LEAST_SQUARE = 1e-12;
    private static final double LEAST_LENGTH = 1e-6;

    /**
     * Utterances in the batch over which the published loss sums, where the default weights come from: MMSA's regression on MOSI
     * ({@code config_regression.json}). Here a mean over frames stands in for that sum, times this.
     */
    private static final double PUBLISHED_BATCH = 16;

    private final NDArray valid; // (B, L, 1)
    private final NDArray count; // scalar

    /**
     * Prepares.
     *
     * @param frames boolean, (B, L); the frames that exist
     */
    MisaLosses(NDArray frames) {
        valid = Masks.column(frames);
        count = valid.sum().maximum(Scalars.of(valid, 1));
    }

    /**
     * Returns how far representations are from having one distribution: the mean over pairs of the central moment discrepancy (Zellinger
     * et al., ICLR 2017).
     *
     * <pre>
     * CMD(a, b) = Σ_{j=1..5} ‖c_j(a) - c_j(b)‖     c_1(a) = mean of a    c_j(a) = mean of (a - c_1(a))^j, over frames
     * </pre>
     *
     * @param shared (B, L, D) each, at least 2
     */
    NDArray similarity(List<NDArray> shared) {
        List<NDArray> moments = shared.stream().map(this::moments).toList(); // (5, D) each
        NDList distances = new NDList();
        for (int m = 0; m < moments.size(); m++) {
            for (int k = m + 1; k < moments.size(); k++) {
                distances.add(length(moments.get(m).sub(moments.get(k))).sum()); // over the moments
            }
        }
        return NDArrays.stack(distances, 0).mean();
    }

    private NDArray moments(NDArray x) {
        NDArray mean = mean(x); // (D)
        NDArray centred = x.sub(mean); // (B, L, D)
        NDList moments = new NDList(mean);
        NDArray power = centred;
        for (int j = 2; j <= MOMENTS; j++) {
            power = power.mul(centred);
            moments.add(mean(power));
        }
        return NDArrays.stack(moments, 0);
    }

    /**
     * Returns how much private representations overlap with shared ones of the same modality, and with each other: the sum over those pairs
     * of D.
     *
     * <pre>
     * D(a, b) = 16² · mean of the elements of (AᵀB / N)²       A: a, centred over frames, each frame divided by (its length + 1e-6)
     * </pre>
     *
     * <p>The published loss is the mean of the elements of (AᵀB)² over a batch of 16, which grows with the square of the number of rows; D
     * does not depend on how many frames there are, and is of the same size at 16. The published code also takes a length as a constant
     * when it differentiates.
     *
     * @param own private representations, (B, L, D) each
     * @param shared shared ones, as many
     */
    NDArray difference(List<NDArray> own, List<NDArray> shared) {
        List<NDArray> directions = own.stream().map(this::directions).toList(); // (B L, D) each
        NDList overlaps = new NDList();
        for (int m = 0; m < directions.size(); m++) {
            overlaps.add(overlap(directions.get(m), directions(shared.get(m))));
            for (int k = m + 1; k < directions.size(); k++) {
                overlaps.add(overlap(directions.get(m), directions.get(k)));
            }
        }
        return NDArrays.stack(overlaps, 0).sum();
    }

    private NDArray directions(NDArray x) {
        NDArray centred = x.sub(mean(x)).mul(valid); // (B, L, D)
        NDArray unit = centred.div(Scalars.add(length(centred).expandDims(2), LEAST_LENGTH));
        return unit.reshape(-1, x.getShape().get(2));
    }

    private NDArray overlap(NDArray a, NDArray b) {
        NDArray product = a.transpose().matMul(b).div(count); // (D, D)
        return Scalars.mul(product.mul(product).mean(), PUBLISHED_BATCH * PUBLISHED_BATCH);
    }

    /**
     * Returns the mean squared error over modalities, frames and features.
     *
     * @param found (B, L, D) each
     * @param wanted as many
     */
    NDArray reconstruction(List<NDArray> found, List<NDArray> wanted) {
        NDList errors = new NDList();
        for (int m = 0; m < found.size(); m++) {
            NDArray error = found.get(m).sub(wanted.get(m)); // (B, L, D)
            errors.add(mean(error.mul(error)).mean());
        }
        return NDArrays.stack(errors, 0).mean();
    }

    /** Returns the mean over existing frames, (D). */
    private NDArray mean(NDArray x) {
        return x.mul(valid).sum(new int[] {0, 1}).div(count);
    }

    /** Returns the length along the last axis. */
    private static NDArray length(NDArray x) {
        Shape shape = x.getShape();
        return Scalars.add(x.mul(x).sum(new int[] {shape.dimension() - 1}), LEAST_SQUARE)
                .sqrt();
    }
}
