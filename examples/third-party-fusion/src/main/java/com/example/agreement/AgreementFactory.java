package com.example.agreement;

import dev.attune.api.Explanation;
import dev.attune.api.fusion.FusionContext;
import dev.attune.api.fusion.FusionFactory;
import dev.attune.api.fusion.FusionModel;
import java.util.Optional;

/** Makes fusions by agreement. */
final class AgreementFactory implements FusionFactory<AgreementConfig> {
    @Override
    public String name() {
        return "agreement";
    }

    @Override
    public Class<AgreementConfig> configType() {
        return AgreementConfig.class;
    }

    @Override
    public String summary() {
        return "Weighs each modality, at each frame, by how well it agrees with the mean of all.";
    }

    @Override
    public Optional<Explanation> explanation() {
        return Optional.of(new Explanation(
                """
                p_m = x_m W_m + b_m                                    (width), at each frame
                c   = 1/n Σ_m p_m
                a   = softmax over m of  sharpness · cos(p_m, c)       0 for a modality that was not observed
                h   = Σ_m a_m p_m
                """,
                "n x (B, L, D_m) -> (B, L, width)",
                "Modalities that mostly say the same, each of them wrong now and then: the one that disagrees is heard less.",
                "Modalities that complement each other, where the one that disagrees may be the one that knows."));
    }

    @Override
    public FusionModel create(AgreementConfig config, FusionContext context) {
        return new AgreementFusion(config, context);
    }
}
