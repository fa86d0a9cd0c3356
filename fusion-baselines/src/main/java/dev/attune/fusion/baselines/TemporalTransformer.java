package dev.attune.fusion.baselines;

import ai.djl.ndarray.NDArray;
import dev.attune.api.nn.LayerNorm;
import dev.attune.api.nn.Linear;
import dev.attune.api.nn.Masks;
import dev.attune.api.nn.Pass;
import dev.attune.api.nn.PositionalEncoding;
import dev.attune.api.temporal.TemporalContext;
import dev.attune.api.temporal.TemporalModel;

/**
 * Lets each frame attend to the other frames of its window.
 *
 * <pre>
 * Z = projection(X) + P                                   (L, width), P the positional encoding
 * Y = norm( layers.N-1( ... layers.0(Z) ) )               (L, width)
 * </pre>
 *
 * <p>A layer is a pre-norm transformer layer with self-attention and a feed-forward part of 4 width. Only frames that
 * exist are attended to, and with {@code causal} none later than the frame itself. (B, L, D) becomes (B, L, width),
 * zero at frames that do not exist; windows may have any length.
 *
 * <p>Use it where what matters may lie far back, and there is much data: it has to learn what recurrence and
 * convolution are built with, that near frames matter most. Do not use it on very long windows, as time and memory grow
 * with L².
 *
 * <p>The encoder of Ashish Vaswani et al.: Attention Is All You Need, NeurIPS 2017, arXiv 1706.03762. Parameters:
 * {@code projection.weight}, {@code projection.bias}, {@code layers.0.self_attn.q_proj.weight}, ..., {@code
 * layers.0.linear2.bias}, ..., {@code norm.weight}, {@code norm.bias}.
 */
final class TemporalTransformer extends TemporalModel {
    private final TemporalTransformerConfig config;
    private final Linear projection;
    private final TransformerStack layers;
    private final LayerNorm norm;

    TemporalTransformer(TemporalTransformerConfig config, TemporalContext context) {
        this.config = config;
        int width = config.width();
        projection = child("projection", new Linear(context.inputs(), width, true, context.random()));
        layers = child(
                "layers",
                new TransformerStack(width, config.heads(), config.layers(), config.dropout(), context.random()));
        norm = child("norm", new LayerNorm(width));
    }

    @Override
    public int outputs() {
        return config.width();
    }

    @Override
    public NDArray apply(Pass pass, NDArray x, NDArray frames) {
        NDArray projected = Masks.apply(projection.apply(pass, x), frames); // (B, L, width)
        NDArray attended = layers.apply(pass, PositionalEncoding.add(projected), frames, config.causal());
        return Masks.apply(norm.apply(pass, attended), frames);
    }
}
