package dev.attune.fusion.baselines;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import dev.attune.api.fusion.FusionContext;
import dev.attune.api.fusion.FusionModel;
import dev.attune.api.fusion.FusionOutput;
import dev.attune.api.fusion.ModalityBatch;
import dev.attune.api.nn.Init;
import dev.attune.api.nn.LayerNorm;
import dev.attune.api.nn.Linear;
import dev.attune.api.nn.Masks;
import dev.attune.api.nn.Pass;
import dev.attune.api.nn.PositionalEncoding;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Lets every frame of every modality attend to every frame of every modality.
 *
 * <p>With P the positional encoding, L frames and n modalities:
 *
 * <pre>
 * Z     = the rows of projections.m(X_m) + modality_embeddings[m] + P, for m = 0, ..., n-1     (n L, width)
 * Z     = norm( layers.N-1( ... layers.0(Z) ) )                                                (n L, width)
 * fused = [z_0 ; ... ; z_{n-1}]   at each frame                                                (n width)
 * </pre>
 *
 * <p>A layer is a pre-norm transformer layer with self-attention and a feed-forward part of 4 width. Only frames that
 * exist are attended to. The fused sequence is (B, L, n width); windows may have any length.
 *
 * <p>Use it as the general attention baseline: modalities, moments and their order are all there to be learnt from. Do
 * not use it on long windows of many modalities, as time and memory grow with (n L)², or with little data; {@code mbt}
 * is cheaper. It looks ahead within the window.
 *
 * <p>The encoder of Ashish Vaswani et al.: Attention Is All You Need, NeurIPS 2017, arXiv 1706.03762, over concatenated
 * tokens. Parameters: {@code projections.0.weight}, {@code projections.0.bias}, ..., {@code modality_embeddings} (n,
 * width), {@code layers.0.self_attn.q_proj.weight}, ..., {@code layers.0.linear2.bias}, ..., {@code norm.weight},
 * {@code norm.bias}.
 */
final class TransformerFusion extends FusionModel {
    private static final double EMBEDDING_BOUND = 0.02;

    private final int width;
    private final List<Linear> projections = new ArrayList<>();
    private final Parameter embeddings;
    private final TransformerStack layers;
    private final LayerNorm norm;

    TransformerFusion(TransformerConfig config, FusionContext context) {
        super(context);
        width = config.width();
        for (int dimension : context.dimensions()) {
            projections.add(
                    child("projections." + projections.size(), new Linear(dimension, width, true, context.random())));
        }
        embeddings = parameter(
                "modality_embeddings", Init.uniform(EMBEDDING_BOUND, context.random()), projections.size(), width);
        layers = child(
                "layers",
                new TransformerStack(width, config.heads(), config.layers(), config.dropout(), context.random()));
        norm = child("norm", new LayerNorm(width));
    }

    @Override
    public int outputs() {
        return projections.size() * width;
    }

    @Override
    protected FusionOutput combine(Pass pass, ModalityBatch batch) {
        int modalities = projections.size();
        Shape shape = batch.frames().getShape(); // (B, L)
        NDArray tokens = tokens(pass, batch).reshape(shape.get(0), modalities * shape.get(1), width); // (B, n L, width)
        NDArray exist = NDArrays.concat(new NDList(Collections.nCopies(modalities, batch.frames())), 1); // (B, n L)
        NDArray attended = norm.apply(pass, layers.apply(pass, tokens, exist, false));
        return FusionOutput.fused(attended.reshape(shape.get(0), modalities, shape.get(1), width)
                .transpose(0, 2, 1, 3)
                .reshape(shape.get(0), shape.get(1), outputs())); // (B, L, n width)
    }

    /** Returns the token of each frame of each modality, (B, n, L, width). */
    private NDArray tokens(Pass pass, ModalityBatch batch) {
        NDList projected = new NDList();
        for (int m = 0; m < projections.size(); m++) {
            NDArray x = projections.get(m).apply(pass, batch.sequence(m)); // (B, L, width)
            projected.add(Masks.apply(x, batch.frames()));
        }
        NDArray each = NDArrays.stack(projected, 1); // (B, n, L, width)
        return PositionalEncoding.add(each.add(pass.value(embeddings, each).expandDims(1)));
    }
}
