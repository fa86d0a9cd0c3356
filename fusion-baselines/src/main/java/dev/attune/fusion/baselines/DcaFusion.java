package dev.attune.fusion.baselines;

import ai.djl.ndarray.NDArray;
import dev.attune.api.fusion.FusionContext;
import dev.attune.api.fusion.FusionModel;
import dev.attune.api.fusion.FusionOutput;
import dev.attune.api.fusion.ModalityBatch;
import dev.attune.api.nn.Activations;
import dev.attune.api.nn.Gate;
import dev.attune.api.nn.Pass;
import java.util.ArrayList;
import java.util.List;

/**
 * Lets a gate choose, for each modality and frame, between the features that an attention made and those that it got.
 *
 * <pre>
 * X_att,m = the attended features of the wrapped fusion       (D_m), at each frame
 * G_m     = softmax( (X_att,m W_m + b_m) / T )                (2)
 * X_out,m = ReLU( G_m[0] ⊙ X_m + G_m[1] ⊙ X_att,m )           (D_m)
 * </pre>
 *
 * <p>The fused sequence is [X_out,1 ; ... ; X_out,n], (B, L, D). With the authors' T = 0.1 a gate all but chooses. Gates are given
 * as attention maps in passes that do not train, named {@code gates.MODALITY}, (B, L, 2), beside the maps of the wrapped fusion.
 *
 * <p>Use it round any attention where modalities complement each other only now and then. Do not use it to learn whether a
 * modality is of any use: it gates attention, never the modality itself. ReLU makes negative features zero.
 *
 * <p>R. Gnana Praveen, Jahangir Alam: Cross-Attention is Not Always Needed: Dynamic Cross-Attention for Audio-Visual Dimensional
 * Emotion Recognition, ICME, 2024, arXiv 2403.19554. Parameters: {@code attention...}, those of the wrapped fusion, and {@code
 * gates.0.weight}, {@code gates.0.bias}, ...
 */
final class DcaFusion extends FusionModel {
    private final FusionModel attention;
    private final List<Gate> gates = new ArrayList<>();

    DcaFusion(DcaConfig config, FusionContext context) {
        super(context);
        attention = child("attention", Attending.create(config.of(), context));
        for (int dimension : context.dimensions()) {
            gates.add(child("gates." + gates.size(), new Gate(dimension, 2, config.temperature(), context.random())));
        }
    }

    @Override
    public int outputs() {
        return dimensions().stream().mapToInt(Integer::intValue).sum();
    }

    @Override
    protected FusionOutput combine(Pass pass, ModalityBatch batch) {
        FusionOutput inner = attention.fuse(pass, batch);
        List<NDArray> shares = new ArrayList<>(); // G_m, (B, L, 2)
        List<NDArray> gated = new ArrayList<>(); // X_out,m, (B, L, D_m)
        for (int m = 0; m < gates.size(); m++) {
            NDArray attended = Attending.features(inner, names().get(m)); // (B, L, D_m)
            shares.add(gates.get(m).shares(pass, attended));
            gated.add(Activations.relu(Gate.mix(shares.get(m), List.of(batch.sequence(m), attended))));
        }
        FusionOutput output = FusionOutput.attended(names(), gated);
        Attending.handOn(inner, output);
        for (int m = 0; m < gates.size() && !pass.training(); m++) {
            output.withAttention("gates." + names().get(m), shares.get(m));
        }
        return output;
    }

    @Override
    public void close() {
        attention.close();
    }
}
