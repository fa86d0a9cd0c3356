package dev.attune.fusion.baselines;

import dev.attune.api.Citation;
import dev.attune.api.Explanation;
import dev.attune.api.fusion.FusionContext;
import dev.attune.api.fusion.FusionFactory;
import dev.attune.api.fusion.FusionModel;
import java.util.Optional;

/** Makes transformers over the tokens of all modalities. */
final class TransformerFactory implements FusionFactory<TransformerConfig> {
    /** The transformer's publication, which the temporal model shares. */
    static final Citation CITATION = new Citation(
            "Ashish Vaswani, Noam Shazeer, Niki Parmar, Jakob Uszkoreit, Llion Jones, Aidan N. Gomez, Łukasz Kaiser,"
                    + " Illia Polosukhin, Attention Is All You Need, NeurIPS 2017",
            "arXiv:1706.03762",
            """
            @inproceedings{vaswani2017attention,
              title     = {Attention Is All You Need},
              author    = {Vaswani, Ashish and Shazeer, Noam and Parmar, Niki and Uszkoreit, Jakob and Jones, Llion and
                           Gomez, Aidan N. and Kaiser, {\\L}ukasz and Polosukhin, Illia},
              booktitle = {Advances in Neural Information Processing Systems},
              volume    = {30},
              year      = {2017},
              eprint    = {1706.03762},
              archivePrefix = {arXiv}
            }
            """);

    @Override
    public String name() {
        return "transformer";
    }

    @Override
    public Class<TransformerConfig> configType() {
        return TransformerConfig.class;
    }

    @Override
    public String summary() {
        return "Transformer over tokens: every frame of every modality attends to every frame of every modality.";
    }

    @Override
    public Optional<Explanation> explanation() {
        return Optional.of(new Explanation(
                """
                P     = sin and cos of t / 10000^(2i / width)                                     (L, width)
                Z     = rows of projections.m(X_m) + modality_embeddings[m] + P, m = 0, ..., n-1  (n L, width)
                Z     = norm( layers.N-1( ... layers.0(Z) ) )                                     (n L, width)
                fused = [z_0 ; ... ; z_{n-1}] at each frame                                       (n width)
                layer: y = z + Drop( MHA( norm1(z) ) ),  y + Drop( linear2( Drop( ReLU( linear1( norm2(y) ) ) ) ) )
                """,
                "n x (B, L, D_m) -> (B, L, n width)",
                "The general attention baseline: modalities, moments and their order are all there to be learnt from.",
                "Long windows of many modalities, as time and memory grow with (n L)²; little data; live prediction,"
                        + " as it looks ahead."));
    }

    @Override
    public Optional<Citation> citation() {
        return Optional.of(CITATION);
    }

    @Override
    public FusionModel create(TransformerConfig config, FusionContext context) {
        return new TransformerFusion(config, context);
    }
}
