package dev.attune.fusion.baselines;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Parameter;
import dev.attune.api.fusion.FusionContext;
import dev.attune.api.fusion.FusionModel;
import dev.attune.api.fusion.FusionOutput;
import dev.attune.api.fusion.ModalityBatch;
import dev.attune.api.nn.FrameAttention;
import dev.attune.api.nn.Init;
import dev.attune.api.nn.Masks;
import dev.attune.api.nn.Pass;
import dev.attune.api.nn.Scalars;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Lets the frames of each of two modalities choose among its frames those that go with the other modality.
 *
 * <p>With rows as time, X_m (L, D_m), F the frames that exist:
 *
 * <pre>
 * C        = X_0 W X_1ᵀ                                                    (L, L)   W (D_0, D_1)
 * A_0[k,j] = exp( C[k,j] / T ) / Σ_{k' in F} exp( C[k',j] / T )             (L, L)
 * A_1[k,j] = exp( C[j,k] / T ) / Σ_{k' in F} exp( C[j,k'] / T )             (L, L)
 * X'_m[j]  = tanh( X_m[j] + Σ_{k in F} A_m[k,j] X_m[k] )                    (D_m)
 * </pre>
 *
 * <p>The fused sequence is [X'_0 ; X'_1], (B, L, D); the maps A_m, (B, L, L) with a row a frame that is attended to, are given in
 * passes that do not train. W knows of no frame numbers, so windows may have any length.
 *
 * <p>Use it as the plainest attention between two modalities, the one that the joint attention models set out from. Do not use
 * it for live prediction, because every frame sees the whole window, or where the two modalities are seldom both informative:
 * {@code dca} around it is the answer to that.
 *
 * <p>R. Gnana Praveen, Eric Granger, Patrick Cardinal: Cross Attentional Audio-Visual Fusion for Dimensional Emotion
 * Recognition, FG, 2021, arXiv 2111.05222. Parameter: {@code correlation}, W, at first Xavier-uniform.
 */
final class CrossAttentionFusion extends FusionModel {
    private final double temperature;
    private final Parameter correlation;

    CrossAttentionFusion(CrossAttentionConfig config, FusionContext context) {
        super(context);
        List<Integer> dimensions = context.dimensions();
        if (dimensions.size() != 2) {
            throw new IllegalArgumentException(
                    "cross-attention needs exactly 2 modalities, found " + dimensions.size());
        }
        temperature = config.temperature();
        int rows = dimensions.get(0);
        int columns = dimensions.get(1);
        correlation = parameter("correlation", Init.xavier(rows, columns, 1, context.random()), rows, columns);
    }

    @Override
    public int outputs() {
        return dimensions().get(0) + dimensions().get(1);
    }

    @Override
    protected FusionOutput combine(Pass pass, ModalityBatch batch) {
        NDArray first = Masks.apply(batch.sequence(0), batch.frames()); // X_0, (B, L, D_0)
        NDArray second = Masks.apply(batch.sequence(1), batch.frames()); // X_1, (B, L, D_1)
        NDArray similarity = FrameAttention.similarity(first, pass.value(correlation, first), second); // C, (B, L, L)
        NDArray scaled = Scalars.div(similarity, temperature);
        NDArray ofFirst = FrameAttention.weights(scaled, batch.frames()); // A_0, (B, L, L)
        NDArray ofSecond = FrameAttention.weights(scaled.transpose(0, 2, 1), batch.frames()); // A_1, (B, L, L)
        Map<String, NDArray> maps = new LinkedHashMap<>();
        maps.put(names().get(0), ofFirst);
        maps.put(names().get(1), ofSecond);
        return JointModels.attended(
                pass, names(), List.of(attend(first, ofFirst), attend(second, ofSecond)), maps); // (B, L, D)
    }

    /** Returns X'_m, (B, L, D_m). */
    private static NDArray attend(NDArray x, NDArray weights) {
        return x.add(FrameAttention.attend(weights, x)).tanh();
    }
}
