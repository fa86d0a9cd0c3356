package dev.attune.fusion.baselines;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import dev.attune.api.fusion.FusionContext;
import dev.attune.api.fusion.FusionModel;
import dev.attune.api.fusion.FusionOutput;
import dev.attune.api.fusion.ModalityBatch;
import dev.attune.api.nn.Activations;
import dev.attune.api.nn.Dropout;
import dev.attune.api.nn.Linear;
import dev.attune.api.nn.Pass;
import java.util.List;

/**
 * Multiplies the features of all modalities, each with each, and learns from all products.
 *
 * <pre>
 * h_m   = Dropout( ReLU( subnets.m(x_m) ) )                     (width), at each frame
 * z     = [1 ; h_0] ⊗ ... ⊗ [1 ; h_{n-1}]                       ((width + 1)^n), first modality slowest
 * fused = Dropout( ReLU( post(z) ) )                            (hidden)
 * </pre>
 *
 * <p>Dropout follows the layer after the product; the published code drops elements of z itself.
 *
 * <p>The ones make z hold, beside the products of all modalities, those of every subset: what each says alone, in
 * pairs, and together. The fused sequence is (B, L, hidden). Frames do not mix, so masks need no care.
 *
 * <p>Use it with two or three modalities whose interaction matters. Do not use it with more: the product grows by a
 * factor of width + 1 with each; {@code lmf} is the same idea at a cost that only adds up. A missing modality, whose
 * features are zero, counts with the biases of its layer.
 *
 * <p>Amir Zadeh, Minghai Chen, Soujanya Poria, Erik Cambria, Louis-Philippe Morency: Tensor Fusion Network for
 * Multimodal Sentiment Analysis, EMNLP 2017, arXiv 1707.07250. Parameters: {@code subnets.0.weight}, {@code
 * subnets.0.bias}, ..., {@code post.weight}, {@code post.bias}.
 */
final class TfnFusion extends FusionModel {
    private final int outputs;
    private final Subnetworks subnetworks;
    private final Linear post;
    private final Dropout dropout;

    TfnFusion(TfnConfig config, FusionContext context) {
        super(context);
        outputs = config.hidden();
        subnetworks = child("subnets", new Subnetworks(config.width(), config.dropout(), context));
        int products = Math.toIntExact(products(config.width(), names().size()));
        post = child("post", new Linear(products, outputs, true, context.random()));
        dropout = new Dropout(config.dropout());
    }

    /** Returns the number of products of features, or a number too great for any memory. */
    static long products(int width, int modalities) {
        return (long) Math.min(Math.pow(width + 1.0, modalities), Long.MAX_VALUE);
    }

    @Override
    public int outputs() {
        return outputs;
    }

    @Override
    protected FusionOutput combine(Pass pass, ModalityBatch batch) {
        List<NDArray> features = subnetworks.apply(pass, batch.sequences()); // (B, L, width + 1) each
        NDArray product = features.get(0);
        for (NDArray next : features.subList(1, features.size())) {
            product = outer(product, next);
        }
        return FusionOutput.fused(dropout.apply(pass, Activations.relu(post.apply(pass, product))));
    }

    /** Multiplies each feature of a with each of b: (B, L, P), (B, L, Q) to (B, L, P Q), a slowest. */
    static NDArray outer(NDArray a, NDArray b) {
        Shape shape = a.getShape();
        return a.expandDims(3)
                .mul(b.expandDims(2)) // (B, L, P, Q)
                .reshape(shape.get(0), shape.get(1), -1);
    }
}
