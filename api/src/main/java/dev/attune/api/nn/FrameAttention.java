package dev.attune.api.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import dev.attune.api.PublicApi;

/**
 * Attends from frames to frames by a learnt bilinear similarity (Praveen, Granger and Cardinal, FG 2021).
 *
 * <p>With rows as time, keys K (L, D_k), queries Q (L, D_q), and F the frames that exist:
 *
 * <pre>
 * S     = K W Qᵀ                                                       (L, L)   W (D_k, D_q)
 * A[k,j] = exp( S[k,j] ) / Σ_{k' in F} exp( S[k',j] )   for k in F, else 0     (L, L)
 * X̂[j]  = Σ_k A[k,j] X[k]                                              (L, D)
 * </pre>
 *
 * @since 0.1
 */
@PublicApi(usage = PublicApi.Usage.CALL, state = PublicApi.State.EXPERIMENTAL, since = "0.1")
public final class FrameAttention {
    private FrameAttention() {}

    /**
     * Compares every frame of one sequence with every frame of another.
     *
     * @param keys K, (B, L, D_k), zero at frames that do not exist
     * @param weight W, (D_k, D_q)
     * @param queries Q, (B, L, D_q), zero at frames that do not exist
     * @return S, (B, L, L), a row a key, a column a query
     */
    public static NDArray similarity(NDArray keys, NDArray weight, NDArray queries) {
        return keys.matMul(weight).matMul(queries.transpose(0, 2, 1));
    }

    /**
     * Shares out the attention of each query among the keys that exist.
     *
     * @param similarity S, (B, L, L), a row a key
     * @param frames boolean, (B, L); the keys that exist
     * @return A, (B, L, L), each column with sum 1
     */
    public static NDArray weights(NDArray similarity, NDArray frames) {
        NDArray exists = frames.toType(DataType.FLOAT32, false).expandDims(2); // (B, L, 1)
        return similarity.add(Masks.exclusion(exists)).softmax(1).mul(exists);
    }

    /**
     * Sums up what is attended to.
     *
     * @param weights A, (B, L, L), a row a key
     * @param values X, (B, L, D), zero at frames that do not exist
     * @return X̂, (B, L, D), a row a query
     */
    public static NDArray attend(NDArray weights, NDArray values) {
        return weights.transpose(0, 2, 1).matMul(values);
    }
}
