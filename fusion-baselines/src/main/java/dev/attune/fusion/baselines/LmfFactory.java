package dev.attune.fusion.baselines;

import dev.attune.api.Citation;
import dev.attune.api.Explanation;
import dev.attune.api.fusion.FusionContext;
import dev.attune.api.fusion.FusionFactory;
import dev.attune.api.fusion.FusionModel;
import dev.attune.api.fusion.ModalityCount;
import java.util.Optional;

/** Makes low-rank multimodal fusions. */
final class LmfFactory implements FusionFactory<LmfConfig> {
    @Override
    public String name() {
        return "lmf";
    }

    @Override
    public Class<LmfConfig> configType() {
        return LmfConfig.class;
    }

    @Override
    public String summary() {
        return "Low-rank multimodal fusion: tensor fusion at a cost that adds up over modalities.";
    }

    @Override
    public Optional<Explanation> explanation() {
        return Optional.of(new Explanation(
                """
                h_m   = Dropout( ReLU( subnets.m(x_m) ) )                              (width), at each frame
                fused = Σ_r rank_weights[r] · Π_m ( [1 ; h_m] factors.m[r] ) + bias    (outputs)
                """,
                "n x (B, L, D_m) -> (B, L, outputs)",
                "Modalities that interact, where there are more than two or tfn is too large.",
                "Very many modalities, as products of many numbers are hard to train; interactions richer than the"
                        + " rank."));
    }

    @Override
    public Optional<Citation> citation() {
        return Optional.of(new Citation(
                "Zhun Liu, Ying Shen, Varun Bharadhwaj Lakshminarasimhan, Paul Pu Liang, AmirAli Bagher Zadeh,"
                        + " Louis-Philippe Morency, Efficient Low-rank Multimodal Fusion with Modality-Specific"
                        + " Factors, ACL 2018",
                "arXiv:1806.00064",
                """
                @inproceedings{liu2018efficient,
                  title     = {Efficient Low-rank Multimodal Fusion with Modality-Specific Factors},
                  author    = {Liu, Zhun and Shen, Ying and Lakshminarasimhan, Varun Bharadhwaj and Liang, Paul Pu and
                               Zadeh, AmirAli Bagher and Morency, Louis-Philippe},
                  booktitle = {Proceedings of the 56th Annual Meeting of the Association for Computational Linguistics},
                  pages     = {2247--2256},
                  year      = {2018},
                  eprint    = {1806.00064},
                  archivePrefix = {arXiv}
                }
                """));
    }

    @Override
    public ModalityCount modalities(LmfConfig config) {
        return ModalityCount.atLeast(2);
    }

    @Override
    public FusionModel create(LmfConfig config, FusionContext context) {
        return new LmfFusion(config, context);
    }
}
