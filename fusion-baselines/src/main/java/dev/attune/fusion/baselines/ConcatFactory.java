package dev.attune.fusion.baselines;

import dev.attune.api.Explanation;
import dev.attune.api.fusion.FusionContext;
import dev.attune.api.fusion.FusionFactory;
import dev.attune.api.fusion.FusionModel;
import java.util.Optional;

/** Makes concatenations. */
final class ConcatFactory implements FusionFactory<ConcatConfig> {
    @Override
    public String name() {
        return "concat";
    }

    @Override
    public Class<ConcatConfig> configType() {
        return ConcatConfig.class;
    }

    @Override
    public String summary() {
        return "Early fusion: puts the features of all modalities side by side, optionally through hidden layers.";
    }

    @Override
    public Optional<Explanation> explanation() {
        return Optional.of(new Explanation(
                """
                h_0 = [x_1 ; ... ; x_n]                       (D) at each frame, D = Σ D_m
                h_i = Dropout( ReLU( h_{i-1} W_i + b_i ) )    (hidden i)
                fused = the last h
                """,
                "n x (B, L, D_m) -> (B, L, last hidden), or (B, L, D) without hidden layers",
                "The comparison that every other fusion must survive: head and temporal models can learn much"
                        + " from a concatenation.",
                "Modalities that come and go, as a missing one is seen as zeros and nothing weighs modalities"
                        + " by how well they fit."));
    }

    @Override
    public FusionModel create(ConcatConfig config, FusionContext context) {
        return new ConcatFusion(config, context);
    }
}
