package dev.attune.fusion.baselines;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import dev.attune.api.fusion.FusionContext;
import dev.attune.api.fusion.FusionModel;
import dev.attune.api.fusion.FusionOutput;
import dev.attune.api.fusion.ModalityBatch;
import dev.attune.api.nn.Activations;
import dev.attune.api.nn.Dropout;
import dev.attune.api.nn.LayerNorm;
import dev.attune.api.nn.Linear;
import dev.attune.api.nn.Pass;
import dev.attune.api.nn.RandomSource;
import dev.attune.api.nn.Scalars;
import dev.attune.api.nn.TransformerLayer;
import java.util.ArrayList;
import java.util.List;

/**
 * Splits each modality into what it shares with the others and what is its own, and fuses both.
 *
 * <pre>
 * p_m = LayerNorm( ReLU( x_m W_m + b_m ) )                                   (width), at each frame
 * v_m = σ( p_m V_m + c_m )      s_m = σ( p_m S + d )                         private; shared, one map for all
 * t   = TransformerLayer( v_0, ..., v_{n-1}, s_0, ..., s_{n-1} )             2 n tokens of one frame, post-norm
 * h   = ReLU( Dropout( [t_0 ; ... ; t_{2n-1}] U + u ) )                      (n width)
 *
 * similarity      = mean over pairs of CMD( s_m, s_k )
 * difference      = Σ_m D( v_m, s_m ) + Σ_{m &lt; k} D( v_m, v_k )
 * reconstruction  = mean of ( (v_m + s_m) R_m + r_m - p_m )²
 * </pre>
 *
 * <p>The three losses, each times its weight, are given in every pass, under these names, over the existing frames of
 * the batch; {@link MisaLosses} has their formulas. The fused sequence is (B, L, n width). Frames do not mix in it.
 *
 * <p>Use it where modalities say the same in part. The losses compare distributions, so a batch must hold many frames;
 * frames take the place of the paper's utterances, and the length of a representation is differentiated through.
 *
 * <p>Devamanyu Hazarika, Roger Zimmermann, Soujanya Poria: MISA: Modality-Invariant and -Specific Representations for
 * Multimodal Sentiment Analysis, ACM Multimedia 2020, arXiv 2005.03545. Parameters, with weight and bias unless said:
 * {@code project.m}, {@code project_norm.m}, {@code private.m}, {@code reconstruct.m} for each modality m,
 * {@code shared}, {@code transformer} (a {@link TransformerLayer}), {@code fusion}.
 */
final class MisaFusion extends FusionModel {
    private final MisaConfig config;
    private final List<Modality> modalities = new ArrayList<>();
    private final Linear shared;
    private final TransformerLayer transformer;
    private final Linear fusion;
    private final Dropout dropout;

    /** What one modality has for itself. */
    private record Modality(Linear project, LayerNorm norm, Linear own, Linear reconstruct) {}

    MisaFusion(MisaConfig config, FusionContext context) {
        super(context);
        this.config = config;
        int width = config.width();
        RandomSource random = context.random();
        for (int dimension : dimensions()) {
            int m = modalities.size();
            modalities.add(new Modality(
                    child("project." + m, new Linear(dimension, width, true, random)),
                    child("project_norm." + m, new LayerNorm(width)),
                    child("private." + m, new Linear(width, width, true, random)),
                    child("reconstruct." + m, new Linear(width, width, true, random))));
        }
        shared = child("shared", new Linear(width, width, true, random));
        transformer = child(
                "transformer",
                new TransformerLayer(
                        width, config.heads(), 4 * width, config.dropout(), TransformerLayer.Order.POST, random));
        fusion = child("fusion", new Linear(2 * modalities.size() * width, outputs(), true, random));
        dropout = new Dropout(config.dropout());
    }

    @Override
    public int outputs() {
        return modalities.size() * config.width();
    }

    @Override
    protected FusionOutput combine(Pass pass, ModalityBatch batch) {
        List<NDArray> projected = new ArrayList<>(); // (B, L, width) each, as are the others
        List<NDArray> own = new ArrayList<>();
        List<NDArray> common = new ArrayList<>();
        List<NDArray> rebuilt = new ArrayList<>();
        for (int m = 0; m < modalities.size(); m++) {
            Modality modality = modalities.get(m);
            NDArray p = modality.norm.apply(pass, Activations.relu(modality.project.apply(pass, batch.sequence(m))));
            NDArray v = Activations.sigmoid(modality.own.apply(pass, p));
            NDArray s = Activations.sigmoid(shared.apply(pass, p));
            projected.add(p);
            own.add(v);
            common.add(s);
            rebuilt.add(modality.reconstruct.apply(pass, v.add(s)));
        }
        MisaLosses losses = new MisaLosses(batch.frames());
        return FusionOutput.fused(fuse(pass, own, common))
                .withLoss("similarity", Scalars.mul(losses.similarity(common), config.similarity()))
                .withLoss("difference", Scalars.mul(losses.difference(own, common), config.difference()))
                .withLoss(
                        "reconstruction",
                        Scalars.mul(losses.reconstruction(rebuilt, projected), config.reconstruction()));
    }

    private NDArray fuse(Pass pass, List<NDArray> own, List<NDArray> common) {
        NDList all = new NDList(own);
        all.addAll(common);
        NDArray stacked = NDArrays.stack(all, 2); // (B, L, 2 n, width)
        Shape shape = stacked.getShape();
        NDArray tokens = stacked.reshape(-1, shape.get(2), shape.get(3)); // (B L, 2 n, width)
        NDArray every = tokens.getManager().ones(tokens.getShape().slice(0, 2), DataType.BOOLEAN); // (B L, 2 n)
        NDArray attended = transformer
                .apply(pass, tokens, every, false)
                .reshape(shape.get(0), shape.get(1), shape.get(2) * shape.get(3)); // (B, L, 2 n width)
        return Activations.relu(dropout.apply(pass, fusion.apply(pass, attended))); // (B, L, n width)
    }
}
