package dev.attune.fusion.baselines;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Parameter;
import dev.attune.api.fusion.FusionContext;
import dev.attune.api.fusion.FusionModel;
import dev.attune.api.fusion.FusionOutput;
import dev.attune.api.fusion.ModalityBatch;
import dev.attune.api.nn.Activations;
import dev.attune.api.nn.FrameAttention;
import dev.attune.api.nn.Gate;
import dev.attune.api.nn.Init;
import dev.attune.api.nn.Masks;
import dev.attune.api.nn.Pass;
import dev.attune.api.nn.Sequences;
import java.util.ArrayList;
import java.util.List;

/**
 * Lets gates choose, for each modality and frame, between attention to other modalities and attention within, then among modalities.
 *
 * <p>With rows as time, X_m (L, D_m), D = Σ D_m, F the frames that exist:
 *
 * <pre>
 * X_att,m = the attended features of the wrapped fusion                                 (L, D_m)
 * S_m[j]  = tanh( X_m[j] + Σ_{k in F} softmax_{k in F}( X_m[k] U_m X_m[j]ᵀ ) X_m[k] )   (D_m)   U_m (D_m, D_m)
 * G_m     = softmax( (X_att,m W_m + b_m) / T )                                          (2)     at each frame
 * Z_m     = ReLU( G_m[0] ⊙ S_m + G_m[1] ⊙ X_att,m )                                     (D_m)
 * V       = softmax( ([Z_1 ; ... ; Z_n] W + b) / T )                                    (n)
 * </pre>
 *
 * <p>The fused sequence is [V_1 ⊙ Z_1 ; ... ; V_n ⊙ Z_n], (B, L, D). Both stages' gates are given as attention maps in passes
 * that do not train: {@code gates.MODALITY}, (B, L, 2), and {@code modality_gate}, (B, L, n).
 *
 * <p><b>Written after the abstract and a published summary of the paper</b> (gates in two stages between cross-attended and
 * self-attended features, then a lesser weight for corrupted modalities). The paper's equations were not at hand: what this model
 * scores must not be called a reproduction of it.
 *
 * <p>Use it where modalities complement each other only now and then and one may be corrupted. Do not use it for live prediction.
 *
 * <p>R. Gnana Praveen, Jahangir Alam: Inconsistency-Aware Cross-Attention for Audio-Visual Fusion in Dimensional Emotion
 * Recognition, arXiv 2405.12853, 2024. Parameters: {@code attention...}, those of the wrapped fusion, {@code self.0} (U_1, at first
 * Xavier-uniform), ..., {@code gates.0.weight}, {@code gates.0.bias}, ..., {@code modality_gate.weight}, {@code
 * modality_gate.bias}.
 */
final class IacaFusion extends FusionModel {
    private final FusionModel attention;
    private final List<Parameter> self = new ArrayList<>();
    private final List<Gate> gates = new ArrayList<>();
    private final Gate modalityGate;

    IacaFusion(IacaConfig config, FusionContext context) {
        super(context);
        attention = child("attention", Attending.create(config.of(), context));
        for (int own : context.dimensions()) {
            self.add(parameter("self." + self.size(), Init.xavier(own, own, 1, context.random()), own, own));
            gates.add(child("gates." + gates.size(), new Gate(own, 2, config.temperature(), context.random())));
        }
        modalityGate = child(
                "modality_gate",
                new Gate(context.totalDimension(), gates.size(), config.temperature(), context.random()));
    }

    @Override
    public int outputs() {
        return dimensions().stream().mapToInt(Integer::intValue).sum();
    }

    @Override
    protected FusionOutput combine(Pass pass, ModalityBatch batch) {
        FusionOutput inner = attention.fuse(pass, batch);
        List<NDArray> shares = new ArrayList<>(); // G_m, (B, L, 2)
        List<NDArray> chosen = new ArrayList<>(); // Z_m, (B, L, D_m)
        for (int m = 0; m < gates.size(); m++) {
            NDArray attended = Attending.features(inner, names().get(m)); // (B, L, D_m)
            shares.add(gates.get(m).shares(pass, attended));
            chosen.add(Activations.relu(Gate.mix(shares.get(m), List.of(selfAttended(pass, batch, m), attended))));
        }
        NDArray reliance = modalityGate.shares(pass, Sequences.concat(chosen)); // V, (B, L, n)
        List<NDArray> weighted = new ArrayList<>(); // (B, L, D_m)
        for (int m = 0; m < gates.size(); m++) {
            weighted.add(chosen.get(m).mul(reliance.get(":, :, " + m + ":" + (m + 1))));
        }
        FusionOutput output = FusionOutput.attended(names(), weighted);
        Attending.handOn(inner, output);
        if (!pass.training()) {
            for (int m = 0; m < gates.size(); m++) {
                output.withAttention("gates." + names().get(m), shares.get(m));
            }
            output.withAttention("modality_gate", reliance);
        }
        return output;
    }

    /** S_m, (B, L, D_m). */
    private NDArray selfAttended(Pass pass, ModalityBatch batch, int m) {
        NDArray x = Masks.apply(batch.sequence(m), batch.frames()); // (B, L, D_m)
        NDArray similarity = FrameAttention.similarity(x, pass.value(self.get(m), x), x); // (B, L, L)
        return x.add(FrameAttention.attend(FrameAttention.weights(similarity, batch.frames()), x))
                .tanh();
    }

    @Override
    public void close() {
        attention.close();
    }
}
