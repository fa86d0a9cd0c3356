package dev.attune.fusion.baselines;

import dev.attune.api.Explanation;
import dev.attune.api.fusion.FusionContext;
import dev.attune.api.fusion.FusionFactory;
import dev.attune.api.fusion.FusionModel;
import java.util.Optional;

/** Makes additive fusions. */
final class SumFactory implements FusionFactory<SumConfig> {
    @Override
    public String name() {
        return "sum";
    }

    @Override
    public Class<SumConfig> configType() {
        return SumConfig.class;
    }

    @Override
    public String summary() {
        return "Additive fusion: projects each modality to one width and takes the sum, the mean or the maximum.";
    }

    @Override
    public Optional<Explanation> explanation() {
        return Optional.of(new Explanation(
                """
                h = Σ_m x_m W_m    or    1/n Σ_m x_m W_m    or    max_m x_m W_m      (width), at each frame
                """,
                "n x (B, L, D_m) -> (B, L, width)",
                "A fusion with few parameters whose width does not grow with the number of modalities.",
                "Modalities that interact: sum and mean are linear maps of a concatenation, and only the"
                        + " maximum is not."));
    }

    @Override
    public FusionModel create(SumConfig config, FusionContext context) {
        return new SumFusion(config, context);
    }
}
