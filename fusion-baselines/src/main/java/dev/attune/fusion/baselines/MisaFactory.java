package dev.attune.fusion.baselines;

import dev.attune.api.Citation;
import dev.attune.api.Explanation;
import dev.attune.api.fusion.FusionContext;
import dev.attune.api.fusion.FusionFactory;
import dev.attune.api.fusion.FusionModel;
import dev.attune.api.fusion.ModalityCount;
import java.util.Optional;

/** Makes models of modality-invariant and -specific representations. */
final class MisaFactory implements FusionFactory<MisaConfig> {
    @Override
    public String name() {
        return "misa";
    }

    @Override
    public Class<MisaConfig> configType() {
        return MisaConfig.class;
    }

    @Override
    public String summary() {
        return "Modality-invariant and -specific representations, kept so by three losses, fused by a transformer layer.";
    }

    @Override
    public Optional<Citation> citation() {
        return Optional.of(new Citation(
                "Devamanyu Hazarika, Roger Zimmermann, Soujanya Poria, MISA: Modality-Invariant and -Specific"
                        + " Representations for Multimodal Sentiment Analysis, ACM Multimedia, 2020",
                "arXiv:2005.03545",
                """
                @inproceedings{hazarika2020misa,
                  title     = {{MISA}: Modality-Invariant and -Specific Representations for Multimodal Sentiment
                               Analysis},
                  author    = {Hazarika, Devamanyu and Zimmermann, Roger and Poria, Soujanya},
                  booktitle = {Proceedings of the 28th ACM International Conference on Multimedia},
                  year      = {2020},
                  eprint    = {2005.03545},
                  archivePrefix = {arXiv}
                }
                """));
    }

    @Override
    public Optional<Explanation> explanation() {
        return Optional.of(new Explanation(
                """
                p_m = LayerNorm(ReLU(x_m W_m + b_m))
                v_m = sigmoid(p_m V_m + c_m)             private, one map for each modality
                s_m = sigmoid(p_m S + d)                 shared, one map for all
                t = TransformerLayer([v_1, ..., v_n, s_1, ..., s_n])     2 n tokens, at each frame
                h = ReLU(Dropout(t U + u))
                loss += similarity * mean of CMD(s_m, s_k) over m < k
                      + difference * (sum of D(v_m, s_m) over m + sum of D(v_m, v_k) over m < k)
                      + reconstruction * mean of ((v_m + s_m) R_m + r_m - p_m)^2
                CMD(a, b) = sum over j = 1..5 of |c_j(a) - c_j(b)|      c_1 the mean, c_j the j-th central moment
                D(a, b) = 256 * (sum of the entries of (A^T B / N)^2) / width^2      N frames; A: a, centred, each
                          row divided by (its length + 1e-6)
                The published loss has (A^T B)^2 without N and over a batch of 16: D equals it there (256 = 16^2) and
                does not grow with the number of frames. It is differentiated through the length of a row, which the
                published code takes as a constant.
                """,
                "n x (B, L, D_m) -> (B, L, n width), n >= 2, and three losses",
                "Where modalities say the same in part: what they share is learnt from all, what is their own is kept"
                        + " apart.",
                "With small batches of short clips: the losses compare distributions over the frames of a batch."
                        + " Frames stand in for the paper's utterances."));
    }

    @Override
    public ModalityCount modalities(MisaConfig config) {
        return ModalityCount.atLeast(2);
    }

    @Override
    public FusionModel create(MisaConfig config, FusionContext context) {
        return new MisaFusion(config, context);
    }
}
