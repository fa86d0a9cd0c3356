package dev.attune.api.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import dev.attune.api.PublicApi;

/**
 * Attends from a query sequence to the valid frames of a key sequence:
 * softmax(Q Kᵀ / sqrt(d/h)) V per head, concatenated and projected (Vaswani et al., NeurIPS 2017).
 *
 * <p>A query whose keys are all invalid gets zeros before the output projection. Parts: {@code q_proj}, {@code k_proj},
 * {@code v_proj}, {@code out_proj}, each with bias.
 *
 * @since 0.1
 */
@PublicApi(usage = PublicApi.Usage.CALL, state = PublicApi.State.EXPERIMENTAL, since = "0.1")
public final class MultiHeadAttention extends Layer {
    private final int width;
    private final int heads;
    private final Linear query;
    private final Linear key;
    private final Linear value;
    private final Linear output;
    private final Dropout dropout;

    /**
     * Makes a layer.
     *
     * @param width d, the size of queries, keys, values and outputs; a multiple of heads
     * @param heads h
     * @param dropout probability of dropping an attention weight
     * @param random gives the initial values
     */
    public MultiHeadAttention(int width, int heads, double dropout, RandomSource random) {
        if (heads < 1 || width % heads != 0) {
            throw new IllegalArgumentException("width must be a multiple of heads, found " + width + " and " + heads);
        }
        this.width = width;
        this.heads = heads;
        query = child("q_proj", new Linear(width, width, true, random));
        key = child("k_proj", new Linear(width, width, true, random));
        value = child("v_proj", new Linear(width, width, true, random));
        output = child("out_proj", new Linear(width, width, true, random));
        this.dropout = new Dropout(dropout);
    }

    /**
     * Attends.
     *
     * @param pass the pass
     * @param queries (B, L, d)
     * @param keys (B, S, d), also the values
     * @param keyMask boolean, (B, S)
     * @return (B, L, d)
     */
    public NDArray apply(Pass pass, NDArray queries, NDArray keys, NDArray keyMask) {
        return apply(pass, queries, keys, keyMask, false);
    }

    /**
     * Attends, without looking ahead if asked.
     *
     * @param pass the pass
     * @param queries (B, L, d)
     * @param keys (B, S, d), also the values
     * @param keyMask boolean, (B, S)
     * @param causal whether the query at time t sees the keys at times up to t only
     * @return (B, L, d)
     */
    public NDArray apply(Pass pass, NDArray queries, NDArray keys, NDArray keyMask, boolean causal) {
        NDArray scaled = Scalars.div(query.apply(pass, queries), Math.sqrt((double) width / heads));
        NDArray q = split(scaled); // (B, h, L, d/h)
        NDArray k = split(key.apply(pass, keys)); // (B, h, S, d/h)
        NDArray v = split(value.apply(pass, keys)); // (B, h, S, d/h)
        NDArray valid = keyMask.toType(DataType.FLOAT32, false).expandDims(1).expandDims(1); // (B, 1, 1, S)
        if (causal) {
            valid = valid.mul(past(valid, queries.getShape().get(1))); // (B, 1, L, S)
        }
        NDArray scores = q.matMul(k.transpose(0, 1, 3, 2)); // (B, h, L, S)
        NDArray weights =
                scores.addi(Masks.exclusion(valid)).softmax(-1); // in place, which the product's gradient does not mind
        NDArray some =
                valid.max(new int[] {3}, true); // (B, 1, 1 or L, 1), 0 where no key is valid and all weights are equal
        NDArray attended = dropout.apply(pass, weights).matMul(v).mul(some); // (B, h, L, d/h)
        Shape shape = queries.getShape();
        return output.apply(pass, attended.transpose(0, 2, 1, 3).reshape(shape.get(0), shape.get(1), width));
    }

    /** Returns 1 where a key's time is at most the query's, 0 elsewhere; (L, S). */
    private static NDArray past(NDArray like, long length) {
        NDManager manager = like.getManager();
        NDArray queryTime = manager.arange(0, (int) length, 1, DataType.INT64).expandDims(1); // (L, 1)
        NDArray keyTime = manager.arange(0, (int) like.getShape().get(3), 1, DataType.INT64); // (S)
        return keyTime.lte(queryTime).toType(DataType.FLOAT32, false);
    }

    private NDArray split(NDArray x) {
        return x.reshape(x.getShape().get(0), x.getShape().get(1), heads, width / heads)
                .transpose(0, 2, 1, 3);
    }

    @Override
    protected NDList compute(Pass pass, NDList inputs) {
        return new NDList(apply(pass, inputs.get(0), inputs.get(1), inputs.get(2)));
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        return new Shape[] {inputShapes[0]};
    }
}
