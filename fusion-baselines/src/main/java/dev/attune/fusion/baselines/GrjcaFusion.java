package dev.attune.fusion.baselines;

import ai.djl.ndarray.NDArray;
import dev.attune.api.fusion.FusionContext;
import dev.attune.api.fusion.FusionModel;
import dev.attune.api.fusion.FusionOutput;
import dev.attune.api.fusion.ModalityBatch;
import dev.attune.api.nn.Activations;
import dev.attune.api.nn.Gate;
import dev.attune.api.nn.JointAttention;
import dev.attune.api.nn.JointAttentionStep.Form;
import dev.attune.api.nn.Pass;
import dev.attune.api.nn.RandomSource;
import dev.attune.api.nn.Sequences;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Feeds joint cross-attention back to itself, and lets gates choose among the features before, between and after its steps.
 *
 * <p>With X_m^(0) the input and X_m^(l) what step l of {@link JcaFusion} gives, (L, D_m), N steps, at each frame:
 *
 * <pre>
 * flat:          G_m     = softmax( (X_m^(N) W_m + b_m) / T )                                (N + 1)
 *                out_m   = ReLU( Σ_{l=0..N} G_m[l] ⊙ X_m^(l) )                               (D_m)
 *
 * hierarchical:  g       = softmax( (X_m^(l) W_ml + b_ml) / T )                              (2)       l = 1, ..., N
 *                Z_m^(l) = ReLU( g[0] ⊙ X_m^(l-1) + g[1] ⊙ X_m^(l) )                         (D_m)
 *                h       = softmax( ([Z_m^(1) ; ... ; Z_m^(N)] W'_m + b'_m) / T )            (N)
 *                out_m   = ReLU( Σ_{l=1..N} h[l-1] ⊙ Z_m^(l) )                               (D_m)
 * </pre>
 *
 * <p>The fused sequence is [out_1 ; ... ; out_n], (B, L, D). Gates are given as attention maps in passes that do not train:
 * {@code gates.MODALITY}, (B, L, N + 1), or {@code gates.MODALITY.STEP}, (B, L, 2), and {@code high.MODALITY}, (B, L, N).
 *
 * <p><b>Written after the abstract of the paper</b>, which names these two forms: gates between "the input features and the attended
 * features of multiple iterations", or a gate "at every iteration, followed by high-level gating". The paper's equations were not at
 * hand: what this model scores must not be called a reproduction of it.
 *
 * <p>Use it where {@code rjca} helps on some data and harms on others. Do not use it for live prediction, or where windows are of
 * many lengths: the attention's weights are tied to one.
 *
 * <p>R. Gnana Praveen, Jahangir Alam, Eric Charton: United we stand, Divided we fall: Handling Weak Complementary Relationships for
 * Audio-Visual Emotion Recognition in Valence-Arousal Space, arXiv 2503.12261, 2025. Parameters: {@code dcn_layers...} as in
 * {@link JcaFusion}; {@code gates.0.weight}, {@code gates.0.bias}, ...; hierarchical {@code gates.0.0.weight} (modality, step), ...
 * and {@code high.0.weight}, ...
 */
final class GrjcaFusion extends FusionModel {
    private final GrjcaConfig config;
    private final JointAttention attention;
    private final List<Choice> choices = new ArrayList<>(); // by modality

    /** Chooses among X^(0), ..., X^(N) of one modality, (B, L, D_m) each, and tells its gates to the maps. */
    @FunctionalInterface
    private interface Choice {
        NDArray among(Pass pass, List<NDArray> levels, Map<String, NDArray> maps);
    }

    /** A gate, and how its map is called. */
    private record NamedGate(Gate gate, String name) {
        NDArray choose(Pass pass, NDArray by, List<NDArray> candidates, Map<String, NDArray> maps) {
            NDArray shares = gate.shares(pass, by); // (B, L, candidates)
            maps.put(name, shares);
            return Activations.relu(Gate.mix(shares, candidates)); // (B, L, D_m)
        }
    }

    GrjcaFusion(GrjcaConfig config, FusionContext context) {
        super(context);
        requireWindowLength();
        this.config = config;
        attention =
                child(JointModels.STEPS, JointModels.steps(Form.journal(config.dropout()), config.depth(), context));
        for (int m = 0; m < names().size(); m++) {
            choices.add(config.hierarchical() ? hierarchical(m, context.random()) : flat(m, context.random()));
        }
    }

    private Choice flat(int m, RandomSource random) {
        NamedGate gate = gate("gates", m, "", dimensions().get(m), config.depth() + 1, random);
        return (pass, levels, maps) -> gate.choose(pass, levels.get(config.depth()), levels, maps);
    }

    private Choice hierarchical(int m, RandomSource random) {
        int depth = config.depth();
        List<NamedGate> steps = new ArrayList<>();
        for (int step = 0; step < depth; step++) {
            steps.add(gate("gates", m, "." + step, dimensions().get(m), 2, random));
        }
        NamedGate high = gate("high", m, "", depth * dimensions().get(m), depth, random);
        return (pass, levels, maps) -> {
            List<NDArray> chosen = new ArrayList<>(); // Z_m^(l)
            for (int l = 1; l <= depth; l++) {
                chosen.add(steps.get(l - 1).choose(pass, levels.get(l), levels.subList(l - 1, l + 1), maps));
            }
            return high.choose(pass, Sequences.concat(chosen), chosen, maps);
        };
    }

    private NamedGate gate(String stage, int m, String suffix, int inputs, int candidates, RandomSource random) {
        Gate gate = child(stage + "." + m + suffix, new Gate(inputs, candidates, config.temperature(), random));
        return new NamedGate(gate, stage + "." + names().get(m) + suffix);
    }

    @Override
    public int outputs() {
        return dimensions().stream().mapToInt(Integer::intValue).sum();
    }

    @Override
    protected FusionOutput combine(Pass pass, ModalityBatch batch) {
        JointAttention.Levels levels = attention.apply(pass, batch.sequences(), batch.frames());
        Map<String, NDArray> maps = new LinkedHashMap<>(levels.correlations(names()));
        List<NDArray> chosen = new ArrayList<>(); // out_m
        for (int m = 0; m < choices.size(); m++) {
            chosen.add(choices.get(m).among(pass, levels.of(m), maps));
        }
        return JointModels.attended(pass, names(), chosen, maps); // (B, L, D)
    }
}
