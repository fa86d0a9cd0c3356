package dev.attune.fusion.baselines;

import ai.djl.ndarray.NDArray;
import dev.attune.api.fusion.FusionContext;
import dev.attune.api.fusion.FusionOutput;
import dev.attune.api.nn.JointAttention;
import dev.attune.api.nn.JointAttentionStep;
import dev.attune.api.nn.Pass;
import java.util.List;
import java.util.Map;

/** What the models have in common that attend again and again. */
final class JointModels {
    /** The name of the steps in the authors' code. */
    static final String STEPS = "dcn_layers";

    private JointModels() {}

    /** Makes steps with weights of their own, for the modalities and the window length of an experiment. */
    static JointAttention steps(JointAttentionStep.Form form, int depth, FusionContext context) {
        return new JointAttention(form, depth, context.dimensions(), context.windowLength(), context.random());
    }

    /** Gives attended features, (B, L, D_m) each, side by side, with maps in a pass that does not train. */
    static FusionOutput attended(Pass pass, List<String> names, List<NDArray> features, Map<String, NDArray> maps) {
        return withMaps(pass, FusionOutput.attended(names, features), maps);
    }

    /** Adds maps in a pass that does not train, which has no use for them. */
    static FusionOutput withMaps(Pass pass, FusionOutput output, Map<String, NDArray> maps) {
        if (!pass.training()) {
            maps.forEach(output::withAttention);
        }
        return output;
    }
}
