package dev.attune.fusion.baselines;

import dev.attune.api.Citation;
import dev.attune.api.Explanation;
import dev.attune.api.fusion.FusionContext;
import dev.attune.api.fusion.FusionFactory;
import dev.attune.api.fusion.FusionModel;
import dev.attune.api.fusion.ModalityCount;
import java.util.Optional;

/** Makes multiplicative interactions. */
final class MultiplicativeFactory implements FusionFactory<MultiplicativeConfig> {
    @Override
    public String name() {
        return "multiplicative";
    }

    @Override
    public Class<MultiplicativeConfig> configType() {
        return MultiplicativeConfig.class;
    }

    @Override
    public String summary() {
        return "Multiplicative interactions: folds the modalities into one, each by a bilinear form with those before.";
    }

    @Override
    public Optional<Explanation> explanation() {
        return Optional.of(new Explanation(
                """
                p_m   = projections.m(x_m)                                       (width), at each frame
                h     = p_0
                h'[o] = Σ_i Σ_j p[i] W[o,i,j] h[j] + (left p)[o] + (right h)[o]  p = p_1, ..., p_{n-1} in turn
                fused = the last h                                               (width)
                """,
                "n x (B, L, D_m) -> (B, L, width)",
                "One modality changes what another means: it decides which linear map the other goes through.",
                "Large widths, as there are width³ weights for each modality after the first; modalities without a"
                        + " natural order, which matters from three on."));
    }

    @Override
    public Optional<Citation> citation() {
        return Optional.of(new Citation(
                "Siddhant M. Jayakumar, Wojciech M. Czarnecki, Jacob Menick, Jonathan Schwarz, Jack Rae, Simon"
                        + " Osindero, Yee Whye Teh, Tim Harley, Razvan Pascanu, Multiplicative Interactions and Where"
                        + " to Find Them, ICLR 2020",
                "https://openreview.net/forum?id=rylnK6VtDH",
                """
                @inproceedings{jayakumar2020multiplicative,
                  title     = {Multiplicative Interactions and Where to Find Them},
                  author    = {Jayakumar, Siddhant M. and Czarnecki, Wojciech M. and Menick, Jacob and
                               Schwarz, Jonathan and Rae, Jack and Osindero, Simon and Teh, Yee Whye and
                               Harley, Tim and Pascanu, Razvan},
                  booktitle = {International Conference on Learning Representations},
                  year      = {2020},
                  url       = {https://openreview.net/forum?id=rylnK6VtDH}
                }
                """));
    }

    @Override
    public ModalityCount modalities(MultiplicativeConfig config) {
        return ModalityCount.atLeast(2);
    }

    @Override
    public FusionModel create(MultiplicativeConfig config, FusionContext context) {
        return new MultiplicativeFusion(config, context);
    }
}
