package dev.attune.fusion.baselines;

import dev.attune.api.Citation;
import dev.attune.api.Explanation;
import dev.attune.api.fusion.FusionContext;
import dev.attune.api.fusion.FusionFactory;
import dev.attune.api.fusion.FusionModel;
import java.util.Optional;

/** Makes gated multimodal units. */
final class GmuFactory implements FusionFactory<GmuConfig> {
    @Override
    public String name() {
        return "gmu";
    }

    @Override
    public Class<GmuConfig> configType() {
        return GmuConfig.class;
    }

    @Override
    public String summary() {
        return "Gated multimodal unit: each feature of each modality passes a gate that all modalities together open.";
    }

    @Override
    public Optional<Explanation> explanation() {
        return Optional.of(new Explanation(
                """
                h_m = tanh( x_m W_m )                     (width), at each frame
                z_m = σ( [x_1 ; ... ; x_n] U_m )          (width); of two modalities tied: z_1 = z, z_2 = 1 - z
                h   = Σ_m z_m ⊙ h_m                       (width)
                """,
                "n x (B, L, D_m) -> (B, L, width)",
                "The reliability of modalities changes from frame to frame and should be readable afterwards,"
                        + " in the gates.",
                "Modalities that explain each other over time, as they meet only within a frame."));
    }

    @Override
    public Optional<Citation> citation() {
        return Optional.of(new Citation(
                "John Arevalo, Thamar Solorio, Manuel Montes-y-Gómez, Fabio A. González, Gated Multimodal Units for"
                        + " Information Fusion, 2017",
                "arXiv:1702.01992",
                """
                @misc{arevalo2017gated,
                  title  = {Gated Multimodal Units for Information Fusion},
                  author = {Arevalo, John and Solorio, Thamar and Montes-y-G{\\'o}mez, Manuel and
                            Gonz{\\'a}lez, Fabio A.},
                  year   = {2017},
                  eprint = {1702.01992},
                  archivePrefix = {arXiv}
                }
                """));
    }

    @Override
    public FusionModel create(GmuConfig config, FusionContext context) {
        return new GmuFusion(config, context);
    }
}
