package dev.attune.fusion.baselines;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
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
import dev.attune.api.nn.RandomSource;
import dev.attune.api.nn.Sequences;
import dev.attune.api.nn.TransformerLayer;
import java.util.ArrayList;
import java.util.List;

/**
 * Lets modalities exchange what they know through a few tokens only (multimodal bottleneck transformer).
 *
 * <p>With P the positional encoding and a layer of its own for each depth i and modality m:
 *
 * <pre>
 * Z_m        = projections.m(X_m) + P                         (L, width)
 * b          = bottlenecks                                    (bottlenecks, width)
 * [Z_m ‖ b_m] = layers.i.m( [Z_m ‖ b] )   for each m          (L + bottlenecks, width)
 * b          = mean of b_m over m ,   then the next i
 * fused      = [norms.0(z_0) ; ... ; norms.n-1(z_{n-1})]      (n width), at each frame
 * </pre>
 *
 * <p>‖ puts tokens one after the other; a layer is a pre-norm transformer layer with self-attention and a feed-forward
 * part of 4 width. Only frames that exist, and the bottleneck tokens, are attended to. The fused sequence is (B, L, n
 * width); windows may have any length. All layers are fusion layers: what modalities need before is a temporal model
 * here. With one layer, modalities do not meet.
 *
 * <p>Use it where modalities have much that concerns them alone and share a little: the bottleneck makes them condense
 * it. It costs n L² instead of the (n L)² of {@code transformer}. Do not use it where fusion must be exact in time, as
 * a few tokens stand for the whole window.
 *
 * <p>Arsha Nagrani, Shan Yang, Anurag Arnab, Aren Jansen, Cordelia Schmid, Chen Sun: Attention Bottlenecks for
 * Multimodal Fusion, NeurIPS 2021, arXiv 2107.00135. Parameters: {@code projections.0.weight}, {@code
 * projections.0.bias}, ..., {@code bottlenecks} (bottlenecks, width), {@code layers.0.0.self_attn.q_proj.weight}, ...,
 * {@code norms.0.weight}, {@code norms.0.bias}, ...
 */
final class MbtFusion extends FusionModel {
    private static final double BOTTLENECK_BOUND = 0.02;

    private final int width;
    private final int tokens;
    private final List<Linear> projections = new ArrayList<>();
    private final Parameter bottlenecks;
    private final List<List<TransformerLayer>> layers = new ArrayList<>();
    private final List<LayerNorm> norms = new ArrayList<>();

    MbtFusion(MbtConfig config, FusionContext context) {
        super(context);
        width = config.width();
        tokens = config.bottlenecks();
        RandomSource random = context.random();
        for (int dimension : context.dimensions()) {
            projections.add(child("projections." + projections.size(), new Linear(dimension, width, true, random)));
        }
        bottlenecks = parameter("bottlenecks", Init.uniform(BOTTLENECK_BOUND, random), tokens, width);
        for (int i = 0; i < config.layers(); i++) {
            List<TransformerLayer> each = new ArrayList<>();
            for (int m = 0; m < projections.size(); m++) {
                each.add(child(
                        "layers." + i + '.' + m,
                        TransformerStack.layer(width, config.heads(), config.dropout(), random)));
            }
            layers.add(each);
        }
        for (int m = 0; m < projections.size(); m++) {
            norms.add(child("norms." + m, new LayerNorm(width)));
        }
    }

    @Override
    public int outputs() {
        return projections.size() * width;
    }

    @Override
    protected FusionOutput combine(Pass pass, ModalityBatch batch) {
        NDArray frames = batch.frames(); // (B, L)
        Shape shape = frames.getShape();
        NDArray valid = frames.concat(
                frames.getManager().ones(new Shape(shape.get(0), tokens), DataType.BOOLEAN), 1); // (B, L + tokens)
        List<NDArray> sequences = new ArrayList<>(); // (B, L, width) each
        for (int m = 0; m < projections.size(); m++) {
            NDArray projected = Masks.apply(projections.get(m).apply(pass, batch.sequence(m)), frames);
            sequences.add(PositionalEncoding.add(projected));
        }
        NDArray shared = pass.value(bottlenecks, sequences.get(0))
                .expandDims(0)
                .broadcast(shape.get(0), tokens, width); // (B, tokens, width)
        for (List<TransformerLayer> each : layers) {
            NDList exchanged = new NDList();
            for (int m = 0; m < each.size(); m++) {
                NDArray joined = Sequences.chain(List.of(sequences.get(m), shared)); // (B, L + tokens, width)
                NDArray attended = each.get(m).apply(pass, joined, valid, false);
                sequences.set(m, attended.get(new NDIndex(":, 0:{}", shape.get(1))));
                exchanged.add(attended.get(new NDIndex(":, {}:", shape.get(1))));
            }
            shared = NDArrays.stack(exchanged).mean(new int[] {0}); // (B, tokens, width)
        }
        for (int m = 0; m < norms.size(); m++) {
            sequences.set(m, norms.get(m).apply(pass, sequences.get(m)));
        }
        return FusionOutput.fused(Sequences.concat(sequences)); // (B, L, n width)
    }
}
