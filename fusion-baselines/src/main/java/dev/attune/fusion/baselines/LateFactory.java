package dev.attune.fusion.baselines;

import dev.attune.api.Explanation;
import dev.attune.api.fusion.FusionContext;
import dev.attune.api.fusion.FusionFactory;
import dev.attune.api.fusion.FusionModel;
import java.util.Optional;

/** Makes late fusions. */
final class LateFactory implements FusionFactory<LateConfig> {
    @Override
    public String name() {
        return "late";
    }

    @Override
    public Class<LateConfig> configType() {
        return LateConfig.class;
    }

    @Override
    public String summary() {
        return "Late fusion: averages the predictions of one head per modality.";
    }

    @Override
    public Optional<Explanation> explanation() {
        return Optional.of(new Explanation(
                """
                ŷ_t = Σ_m w_mt f_m(x_m)_t at each frame, for each target t; f_m is a head like the experiment's own
                w_mt = 1/n   or   exp(θ_mt) / Σ_k exp(θ_kt); with missing: skip, over the modalities observed at the frame
                """,
                "n x (B, L, D_m) -> (B, L, targets), predictions",
                "Modalities are informative on their own, or drop out.",
                "What is to be learnt lies in the interaction of modalities, of which it can learn nothing."));
    }

    @Override
    public FusionModel create(LateConfig config, FusionContext context) {
        return new LateFusion(config, context);
    }
}
