package dev.attune.api.nn;

import ai.djl.ndarray.NDArray;
import dev.attune.api.PublicApi;

/**
 * The step that the family of joint cross-attention models shares: a modality is weighted by its correlation with a joint
 * representation (Praveen et al., arXiv 2203.14779, 2403.13659).
 *
 * <p>With rows as time, X_m (L, d_m), J (L, d):
 *
 * <pre>
 * C_m = tanh( (W X_m)ᵀ J / sqrt(d) )     (d_m, d)   correlation of each feature with each joint feature, over time
 * H_m = ReLU( (X_m V) C_m )              (L, d)     the modality, expressed in joint features
 * </pre>
 *
 * <p>The learnt maps W over time and V over features are applied by the caller, whose papers differ in them.
 *
 * @since 0.1
 */
@PublicApi(usage = PublicApi.Usage.CALL, state = PublicApi.State.EXPERIMENTAL, since = "0.1")
public final class CorrelationAttention {
    private CorrelationAttention() {}

    /**
     * Correlates a modality with the joint representation.
     *
     * @param key the modality mapped over time, features first: (B, d_m, L)
     * @param joint (B, L, d), zero at frames that do not exist
     * @return C_m, (B, d_m, d), each element in (-1, 1)
     */
    public static NDArray correlation(NDArray key, NDArray joint) {
        long d = joint.getShape().get(2);
        return Scalars.div(key.matMul(joint), Math.sqrt((double) d)).tanh();
    }

    /**
     * Expresses a modality in joint features, weighted by its correlation with them.
     *
     * @param value the modality mapped over features, (B, L, d_m)
     * @param correlation C_m, (B, d_m, d)
     * @param squash whether tanh comes before ReLU, as in the authors' code
     * @return H_m, (B, L, d)
     */
    public static NDArray weighted(NDArray value, NDArray correlation, boolean squash) {
        NDArray product = value.matMul(correlation);
        return Activations.relu(squash ? product.tanh() : product);
    }
}
