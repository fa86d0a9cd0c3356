package dev.attune.fusion.baselines;

import ai.djl.ndarray.NDArray;
import dev.attune.api.fusion.FusionContext;
import dev.attune.api.fusion.FusionModel;
import dev.attune.api.fusion.FusionOutput;
import dev.attune.api.fusion.ModalityBatch;
import dev.attune.api.nn.Activations;
import dev.attune.api.nn.Dropout;
import dev.attune.api.nn.LayerNorm;
import dev.attune.api.nn.Linear;
import dev.attune.api.nn.Pass;
import dev.attune.api.nn.Scalars;
import dev.attune.api.nn.Sequences;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Shifts the features of a main modality by what the others say, within a bound.
 *
 * <pre>
 * g_j = ReLU( [x_j ; x_main] W_j + b_j )                     (D_main), for each other modality j, at each frame
 * H   = Σ_j g_j ⊙ ( x_j V_j + c_j )                          (D_main)
 * α   = min( β ‖x_main‖ / ( ‖H‖ + 1e-6 ), 1 )
 * h   = Dropout( LayerNorm( x_main + α H ) )                 (D_main)
 * </pre>
 *
 * <p>Lengths are ‖v‖ = sqrt(Σ v² + 1e-12), which has a slope at zero. The fused sequence is (B, L, D_main); in passes
 * that do not train, the gates g_j are given as attention maps, (B, L, D_main). Frames do not mix, so masks need no
 * care.
 *
 * <p>Use it where one modality is strong by itself, as text from a language model is, and the others correct it. Where
 * the main modality is missing, its features are zero, the bound is next to zero, and nothing of the others is left.
 *
 * <p>Wasifur Rahman et al.: Integrating Multimodal Information in Large Pretrained Transformers, ACL 2020, arXiv
 * 1908.05787. Parameters, with j the index of the other modality among all: {@code gates.j.weight},
 * {@code gates.j.bias}, {@code shifts.j.weight}, {@code shifts.j.bias}, then {@code norm.weight}, {@code norm.bias}.
 */
final class MagFusion extends FusionModel {
    private static final double LEAST_SQUARE = 1e-12;
    private static final double LEAST_LENGTH = 1e-6;

    private final int main;
    private final double beta;
    private final List<Other> others = new ArrayList<>();
    private final LayerNorm norm;
    private final Dropout dropout;

    /** What turns another modality into a shift. */
    private record Other(int modality, Linear gate, Linear shift) {}

    MagFusion(MagConfig config, int main, FusionContext context) {
        super(context);
        this.main = main;
        beta = config.beta();
        int width = dimensions().get(main);
        for (int j = 0; j < names().size(); j++) {
            if (j != main) {
                int own = dimensions().get(j);
                Linear gate = child("gates." + j, new Linear(own + width, width, true, context.random()));
                others.add(new Other(j, gate, child("shifts." + j, new Linear(own, width, true, context.random()))));
            }
        }
        norm = child("norm", new LayerNorm(width));
        dropout = new Dropout(config.dropout());
    }

    @Override
    public int outputs() {
        return dimensions().get(main);
    }

    @Override
    protected FusionOutput combine(Pass pass, ModalityBatch batch) {
        NDArray x = batch.sequence(main); // (B, L, D_main)
        NDArray shift = x.zerosLike(); // (B, L, D_main)
        Map<String, NDArray> gates = new LinkedHashMap<>();
        for (Other other : others) {
            NDArray own = batch.sequence(other.modality); // (B, L, D_j)
            NDArray gate = Activations.relu(other.gate.apply(pass, Sequences.concat(List.of(own, x))));
            shift = shift.add(gate.mul(other.shift.apply(pass, own)));
            gates.put(names().get(other.modality), gate);
        }
        NDArray shifted = x.add(shift.mul(share(x, shift)));
        FusionOutput output = FusionOutput.fused(dropout.apply(pass, norm.apply(pass, shifted)));
        if (!pass.training()) {
            gates.forEach(output::withAttention);
        }
        return output;
    }

    /** Returns how much of the shift counts, α: (B, L, 1). */
    private NDArray share(NDArray x, NDArray shift) {
        NDArray bound = Scalars.mul(length(x), beta);
        return bound.div(Scalars.add(length(shift), LEAST_LENGTH)).minimum(Scalars.of(x, 1));
    }

    /** Returns the Euclidean length of the features of each frame, (B, L, 1). */
    private static NDArray length(NDArray x) {
        return Scalars.add(x.mul(x).sum(new int[] {2}, true), LEAST_SQUARE).sqrt();
    }
}
