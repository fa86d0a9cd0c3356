package dev.attune.fusion.baselines;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import dev.attune.api.fusion.FusionContext;
import dev.attune.api.fusion.FusionModel;
import dev.attune.api.fusion.FusionOutput;
import dev.attune.api.fusion.ModalityBatch;
import dev.attune.api.nn.Init;
import dev.attune.api.nn.Pass;
import java.util.ArrayList;
import java.util.List;

/**
 * Multiplies the features of all modalities, each with each, through a weight tensor of low rank that is never built.
 *
 * <pre>
 * h_m   = Dropout( ReLU( subnets.m(x_m) ) )                                  (width), at each frame
 * fused = Σ_r rank_weights[r] · Π_m ( [1 ; h_m] factors.m[r] ) + bias        (outputs), Π feature by feature
 * </pre>
 *
 * <p>This is {@code tfn} with a linear map of the product, W = Σ_r w_r ⊗_m F_m[r], reordered so that the cost adds up
 * over modalities instead of multiplying. The fused sequence is (B, L, outputs). Frames do not mix, so masks need no
 * care.
 *
 * <p>Use it where modalities interact and there are more than two, or where {@code tfn} is too large. Do not expect it
 * to find interactions of more kinds than its rank; and as the product of n numbers, its output becomes hard to train
 * for many modalities.
 *
 * <p>Zhun Liu, Ying Shen, Varun Bharadhwaj Lakshminarasimhan, Paul Pu Liang, AmirAli Bagher Zadeh, Louis-Philippe
 * Morency: Efficient Low-rank Multimodal Fusion with Modality-Specific Factors, ACL 2018, arXiv 1806.00064. Parameters:
 * {@code subnets.0.weight}, {@code subnets.0.bias}, ..., {@code factors.0} (rank, width + 1, outputs), ..., {@code
 * rank_weights} (rank), {@code bias} (outputs).
 */
final class LmfFusion extends FusionModel {
    private final int rank;
    private final int outputs;
    private final Subnetworks subnetworks;
    private final List<Parameter> factors = new ArrayList<>();
    private final Parameter rankWeights;
    private final Parameter bias;

    LmfFusion(LmfConfig config, FusionContext context) {
        super(context);
        rank = config.rank();
        outputs = config.outputs();
        int rows = config.width() + 1;
        subnetworks = child("subnets", new Subnetworks(config.width(), config.dropout(), context));
        for (int m = 0; m < names().size(); m++) {
            factors.add(
                    parameter("factors." + m, Init.xavier(rows, outputs, 1, context.random()), rank, rows, outputs));
        }
        rankWeights = parameter("rank_weights", Init.fanIn(rank, context.random()), rank);
        bias = parameter("bias", Init.constant(0), outputs);
    }

    @Override
    public int outputs() {
        return outputs;
    }

    @Override
    protected FusionOutput combine(Pass pass, ModalityBatch batch) {
        List<NDArray> features = subnetworks.apply(pass, batch.sequences()); // (B, L, width + 1) each
        NDArray product = project(pass, features.get(0), factors.get(0));
        for (int m = 1; m < features.size(); m++) {
            product = product.mul(project(pass, features.get(m), factors.get(m)));
        }
        NDArray weights = pass.value(rankWeights, product).reshape(rank, 1);
        NDArray sum = product.mul(weights).sum(new int[] {2}); // (B, L, outputs)
        return FusionOutput.fused(sum.add(pass.value(bias, sum)));
    }

    /** Computes x F[r] for all r in one product: (B, L, width + 1) to (B, L, rank, outputs). */
    private NDArray project(Pass pass, NDArray x, Parameter factor) {
        Shape shape = x.getShape();
        NDArray sideBySide = pass.value(factor, x).transpose(1, 0, 2).reshape(-1, (long) rank * outputs);
        return x.matMul(sideBySide).reshape(shape.get(0), shape.get(1), rank, outputs);
    }
}
