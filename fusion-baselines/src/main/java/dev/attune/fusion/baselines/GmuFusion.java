package dev.attune.fusion.baselines;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import dev.attune.api.fusion.FusionContext;
import dev.attune.api.fusion.FusionModel;
import dev.attune.api.fusion.FusionOutput;
import dev.attune.api.fusion.ModalityBatch;
import dev.attune.api.nn.Activations;
import dev.attune.api.nn.Linear;
import dev.attune.api.nn.Pass;
import dev.attune.api.nn.Scalars;
import dev.attune.api.nn.Sequences;
import java.util.ArrayList;
import java.util.List;

/**
 * Lets each feature of each modality pass a gate that all modalities together open.
 *
 * <pre>
 * h_m = tanh( x_m W_m )                     (width), at each frame
 * z_m = σ( [x_1 ; ... ; x_n] U_m )          (width)
 * h   = Σ_m z_m ⊙ h_m                       (width)
 * </pre>
 *
 * <p>Two modalities share one gate unless told otherwise: z_1 = z, z_2 = 1 - z, the paper's bimodal unit. As in the
 * paper there is no bias, so a missing modality, whose features are zero, adds nothing. The fused sequence is (B, L,
 * width); the gates are given as attention maps, (B, L, width), in passes that do not train. Frames do not mix.
 *
 * <p>Use it where the reliability of modalities changes from frame to frame and should be readable afterwards.
 * Modalities still meet only within a frame.
 *
 * <p>John Arevalo, Thamar Solorio, Manuel Montes-y-Gómez, Fabio A. González: Gated Multimodal Units for Information
 * Fusion, arXiv 1702.01992, 2017. Parameters: {@code hidden.0.weight}, ..., {@code gates.0.weight}, ...
 */
final class GmuFusion extends FusionModel {
    private final int width;
    private final boolean tied;
    private final List<Linear> hidden = new ArrayList<>();
    private final List<Linear> gates = new ArrayList<>();

    GmuFusion(GmuConfig config, FusionContext context) {
        super(context);
        width = config.width();
        tied = config.tied() && names().size() == 2;
        for (int dimension : context.dimensions()) {
            hidden.add(child("hidden." + hidden.size(), new Linear(dimension, width, false, context.random())));
        }
        for (int gate = 0; gate < (tied ? 1 : names().size()); gate++) {
            gates.add(child("gates." + gate, new Linear(context.totalDimension(), width, false, context.random())));
        }
    }

    @Override
    public int outputs() {
        return width;
    }

    @Override
    protected FusionOutput combine(Pass pass, ModalityBatch batch) {
        NDArray all = Sequences.concat(batch.sequences()); // (B, L, D)
        List<NDArray> open = new ArrayList<>(); // (B, L, width)
        for (Linear gate : gates) {
            open.add(Activations.sigmoid(gate.apply(pass, all)));
        }
        if (tied) {
            open.add(Scalars.from(1, open.get(0)));
        }
        NDList passed = new NDList();
        for (int m = 0; m < names().size(); m++) {
            NDArray own = hidden.get(m).apply(pass, batch.sequence(m)).tanh(); // (B, L, width)
            passed.add(open.get(m).mul(own));
        }
        FusionOutput output = FusionOutput.fused(NDArrays.stack(passed, 2).sum(new int[] {2})); // (B, L, width)
        for (int m = 0; m < names().size() && !pass.training(); m++) {
            output.withAttention(names().get(m), open.get(m));
        }
        return output;
    }
}
