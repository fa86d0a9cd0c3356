package dev.attune.api.nn;

import static java.util.Objects.requireNonNull;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import dev.attune.api.PublicApi;

/**
 * Attends and then transforms each frame, each with a residual connection and layer normalisation (Vaswani et al., NeurIPS 2017).
 *
 * <p>With queries x (B, L, d) and a context c (B, S, d), which is x itself in self-attention:
 *
 * <pre>
 * PRE:   y = x + Drop( MHA( norm1(x), norm1(c) ) )
 *        z = y + Drop( linear2( Drop( ReLU( linear1( norm2(y) ) ) ) ) )
 *
 * POST:  y = norm1( x + Drop( MHA(x, c) ) )
 *        z = norm2( y + Drop( linear2( Drop( ReLU( linear1(y) ) ) ) ) )
 * </pre>
 *
 * <p>MHA is {@link MultiHeadAttention}, which also drops attention weights; linear1: d -> f, linear2: f -> d. PRE leaves a path from
 * first to last layer that nothing normalises; stacks of it need a norm after the last layer and no warm-up. POST is the original.
 *
 * <p>Parts: {@code self_attn} (with {@code q_proj}, {@code k_proj}, {@code v_proj}, {@code out_proj}), {@code norm1}, {@code norm2},
 * {@code linear1}, {@code linear2}.
 *
 * @since 0.1
 */
@PublicApi(usage = PublicApi.Usage.CALL, state = PublicApi.State.EXPERIMENTAL, since = "0.1")
public final class TransformerLayer extends Layer {
    private final Order order;
    private final MultiHeadAttention attention;
    private final LayerNorm attentionNorm;
    private final LayerNorm frameNorm;
    private final Linear widen;
    private final Linear narrow;
    private final Dropout dropout;

    /** Where normalisation stands. */
    public enum Order {
        /** Before attention and before the feed-forward part. */
        PRE,
        /** After each residual sum. */
        POST
    }

    /**
     * Makes a layer.
     *
     * @param width d, the features of queries, context and output; a multiple of heads
     * @param heads heads of the attention
     * @param feedForward f, the features between the two linear maps
     * @param dropout probability of dropping an element, at each of the four places
     * @param order where normalisation stands
     * @param random gives the initial values
     */
    public TransformerLayer(int width, int heads, int feedForward, double dropout, Order order, RandomSource random) {
        this.order = requireNonNull(order, "order is null");
        attention = child("self_attn", new MultiHeadAttention(width, heads, dropout, random));
        attentionNorm = child("norm1", new LayerNorm(width));
        frameNorm = child("norm2", new LayerNorm(width));
        widen = child("linear1", new Linear(width, feedForward, true, random));
        narrow = child("linear2", new Linear(feedForward, width, true, random));
        this.dropout = new Dropout(dropout);
    }

    /**
     * Attends to another sequence.
     *
     * @param pass the pass
     * @param x (B, L, d)
     * @param context (B, S, d), or x itself
     * @param keyMask boolean, (B, S); the frames of the context that exist
     * @param causal whether frame t sees the context up to t only
     * @return (B, L, d)
     */
    public NDArray apply(Pass pass, NDArray x, NDArray context, NDArray keyMask, boolean causal) {
        if (order == Order.POST) {
            NDArray attended = attention.apply(pass, x, context, keyMask, causal); // (B, L, d)
            NDArray y = attentionNorm.apply(pass, x.add(dropout.apply(pass, attended)));
            return frameNorm.apply(pass, y.add(feedForward(pass, y)));
        }
        NDArray queries = attentionNorm.apply(pass, x);
        NDArray keys = context == x ? queries : attentionNorm.apply(pass, context); // (B, S, d)
        NDArray attended = attention.apply(pass, queries, keys, keyMask, causal); // (B, L, d)
        NDArray y = x.add(dropout.apply(pass, attended));
        return y.add(feedForward(pass, frameNorm.apply(pass, y)));
    }

    /**
     * Attends to the sequence itself.
     *
     * @param pass the pass
     * @param x (B, L, d)
     * @param mask boolean, (B, L); the frames of x that exist
     * @param causal whether frame t sees frames up to t only
     * @return (B, L, d)
     */
    public NDArray apply(Pass pass, NDArray x, NDArray mask, boolean causal) {
        return apply(pass, x, x, mask, causal);
    }

    private NDArray feedForward(Pass pass, NDArray x) {
        NDArray hidden = dropout.apply(pass, Activations.relu(widen.apply(pass, x))); // (B, L, f)
        return dropout.apply(pass, narrow.apply(pass, hidden)); // (B, L, d)
    }

    /** Computes self-attention over x and its mask, both given. */
    @Override
    protected NDList compute(Pass pass, NDList inputs) {
        return new NDList(apply(pass, inputs.get(0), inputs.get(1), false));
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        return new Shape[] {inputShapes[0]};
    }
}
