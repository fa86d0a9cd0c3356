package dev.attune.fusion.baselines;

import dev.attune.api.Citation;
import dev.attune.api.Explanation;
import dev.attune.api.fusion.FusionContext;
import dev.attune.api.fusion.FusionFactory;
import dev.attune.api.fusion.FusionModel;
import dev.attune.api.fusion.ModalityCount;
import java.util.Optional;

/** Makes multimodal transformers. */
final class MultFactory implements FusionFactory<MultConfig> {
    @Override
    public String name() {
        return "mult";
    }

    @Override
    public Class<MultConfig> configType() {
        return MultConfig.class;
    }

    @Override
    public String summary() {
        return "Multimodal transformer (MulT): each modality attends to each other one, and then to its own past.";
    }

    @Override
    public Optional<Explanation> explanation() {
        return Optional.of(new Explanation(
                """
                for each target α and each source β ≠ α, with w the width, u = (n - 1) w, P the positional encoding:
                P_m   = sqrt(w) · projections.m(X_m) + P                                          (L, w)
                q     = Drop(P_α) ,   k = Drop(P_β)                                               (L, w)
                H_αβ  = cross.α.β.norm( layers, one after the other, of q attending to k )        (L, w)
                H_α   = [H_αβ for all β]                                                          (L, u)
                M_α   = memory.α.norm( layers of Drop( sqrt(u) · H_α + P ) attending to itself )  (L, u)
                h     = [M_0 ; ... ; M_{n-1}]                                                     (L, n u)
                fused = h + proj2( Drop( ReLU( proj1(h) ) ) )                                     (L, n u)
                layer of x attending to c: y = x + Drop( MHA( norm1(x), norm1(c) ) ),
                                           y + Drop( linear2( Drop( ReLU( linear1( norm2(y) ) ) ) ) )
                """,
                "n x (B, L, D_m) -> (B, L, n (n - 1) width)",
                "One modality leads another by some frames, or the streams are not aligned well.",
                "Many modalities, as there are n (n - 1) stacks; little data, as the defaults make over two million"
                        + " weights of three modalities."));
    }

    @Override
    public Optional<Citation> citation() {
        return Optional.of(new Citation(
                "Yao-Hung Hubert Tsai, Shaojie Bai, Paul Pu Liang, J. Zico Kolter, Louis-Philippe Morency, Ruslan"
                        + " Salakhutdinov, Multimodal Transformer for Unaligned Multimodal Language Sequences, ACL"
                        + " 2019",
                "arXiv:1906.00295",
                """
                @inproceedings{tsai2019multimodal,
                  title     = {Multimodal Transformer for Unaligned Multimodal Language Sequences},
                  author    = {Tsai, Yao-Hung Hubert and Bai, Shaojie and Liang, Paul Pu and Kolter, J. Zico and
                               Morency, Louis-Philippe and Salakhutdinov, Ruslan},
                  booktitle = {Proceedings of the 57th Annual Meeting of the Association for Computational Linguistics},
                  pages     = {6558--6569},
                  year      = {2019},
                  eprint    = {1906.00295},
                  archivePrefix = {arXiv}
                }
                """));
    }

    @Override
    public ModalityCount modalities(MultConfig config) {
        return ModalityCount.atLeast(2);
    }

    @Override
    public FusionModel create(MultConfig config, FusionContext context) {
        return new MultFusion(config, context);
    }
}
