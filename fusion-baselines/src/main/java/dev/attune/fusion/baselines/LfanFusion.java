package dev.attune.fusion.baselines;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import dev.attune.api.fusion.FusionContext;
import dev.attune.api.fusion.FusionModel;
import dev.attune.api.fusion.FusionOutput;
import dev.attune.api.fusion.ModalityBatch;
import dev.attune.api.nn.Dropout;
import dev.attune.api.nn.LayerNorm;
import dev.attune.api.nn.Linear;
import dev.attune.api.nn.Pass;
import dev.attune.api.nn.Scalars;
import dev.attune.api.nn.Sequences;
import java.util.ArrayList;
import java.util.List;

/**
 * Lets the modalities of each frame attend to each other, beside a leader that passes unchanged.
 *
 * <pre>
 * [Q_m ; K_m ; V_m] = x_m W_m + b_m                    d = width / heads features each, for each head
 * S = softmax( Q Kᵀ / sqrt(d) )                        (n, n), for each frame and head, over modalities
 * a = S V + V                                          (n, d)
 * o = LayerNorm( Dropout( [a of all heads] W_o + b_o ) )       (n width)
 * h = [ x_leader ; o ]
 * </pre>
 *
 * <p>The features of a frame are side by side head by head, within a head modality by modality. The fused sequence is
 * (B, L, D_leader + n width); in passes that do not train, S is given as the attention map {@code modalities}, (B, L,
 * heads, n, n). Frames do not mix, so masks need no care.
 *
 * <p>Use it where one modality is known to carry most: it reaches the head whatever attention does. It does not help
 * where modalities lag behind each other, as attention never looks along time.
 *
 * <p>Su Zhang, Ruyi An, Yi Ding, Cuntai Guan: Continuous Emotion Recognition using Visual-audio-linguistic Information:
 * A Technical Report for ABAW3, CVPR Workshops 2022, arXiv 2203.13031; heads, order of features and the place of
 * dropout and norm are those of the authors' code. Parameters: {@code qkv_proj.0.weight}, {@code qkv_proj.0.bias}, ...,
 * {@code o_proj.weight}, {@code o_proj.bias}, {@code norm.weight}, {@code norm.bias}.
 */
final class LfanFusion extends FusionModel {
    private final int leader;
    private final int width;
    private final int heads;
    private final List<Linear> projections = new ArrayList<>();
    private final Linear output;
    private final LayerNorm norm;
    private final Dropout dropout;

    LfanFusion(LfanConfig config, int leader, FusionContext context) {
        super(context);
        this.leader = leader;
        width = config.width();
        heads = config.heads();
        for (int dimension : dimensions()) {
            projections.add(
                    child("qkv_proj." + projections.size(), Linear.xavier(dimension, 3 * width, context.random())));
        }
        int all = projections.size() * width;
        output = child("o_proj", Linear.xavier(all, all, context.random()));
        norm = child("norm", new LayerNorm(all));
        dropout = new Dropout(config.dropout());
    }

    @Override
    public int outputs() {
        return dimensions().get(leader) + projections.size() * width;
    }

    @Override
    protected FusionOutput combine(Pass pass, ModalityBatch batch) {
        Shape frames = batch.frames().getShape(); // (B, L)
        NDList queriesKeysValues = projected(pass, batch).split(3, 4); // d = width / heads
        NDArray queries = queriesKeysValues.get(0); // (B, L, heads, n, d)
        NDArray keys = queriesKeysValues.get(1); // (B, L, heads, n, d)
        NDArray values = queriesKeysValues.get(2); // (B, L, heads, n, d)
        NDArray scores = queries.matMul(keys.transpose(0, 1, 2, 4, 3)); // (B, L, heads, n, n)
        NDArray attention =
                Scalars.div(scores, Math.sqrt((double) width / heads)).softmax(-1);
        NDArray attended = attention.matMul(values).add(values); // (B, L, heads, n, d)
        NDArray sideBySide = attended.reshape(frames.add(projections.size() * (long) width)); // (B, L, n width)
        NDArray followers = norm.apply(pass, dropout.apply(pass, output.apply(pass, sideBySide)));
        FusionOutput fused = FusionOutput.fused(Sequences.concat(List.of(batch.sequence(leader), followers)));
        return pass.training() ? fused : fused.withAttention("modalities", attention);
    }

    /** Returns queries, keys and values of all modalities, one after the other, (B, L, heads, n, 3 d). */
    private NDArray projected(Pass pass, ModalityBatch batch) {
        NDList all = new NDList();
        for (int m = 0; m < projections.size(); m++) {
            NDArray own = projections.get(m).apply(pass, batch.sequence(m)); // (B, L, 3 width)
            Shape shape = own.getShape();
            all.add(own.reshape(shape.get(0), shape.get(1), heads, 3L * width / heads)); // (B, L, heads, 3 d)
        }
        return NDArrays.stack(all, 3);
    }
}
