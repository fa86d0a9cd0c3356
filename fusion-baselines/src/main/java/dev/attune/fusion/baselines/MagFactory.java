package dev.attune.fusion.baselines;

import dev.attune.api.Citation;
import dev.attune.api.ConfigProblem;
import dev.attune.api.ExperimentFacts;
import dev.attune.api.Explanation;
import dev.attune.api.fusion.FusionContext;
import dev.attune.api.fusion.FusionFactory;
import dev.attune.api.fusion.FusionModel;
import dev.attune.api.fusion.ModalityCount;
import java.util.List;
import java.util.Optional;

/** Makes multimodal adaptation gates. */
final class MagFactory implements FusionFactory<MagConfig> {
    @Override
    public String name() {
        return "mag";
    }

    @Override
    public Class<MagConfig> configType() {
        return MagConfig.class;
    }

    @Override
    public String summary() {
        return "Multimodal adaptation gate: the other modalities shift the features of a main one, within a bound.";
    }

    @Override
    public Optional<Citation> citation() {
        return Optional.of(new Citation(
                "Wasifur Rahman, Md Kamrul Hasan, Sangwu Lee, AmirAli Bagher Zadeh, Chengfeng Mao, Louis-Philippe"
                        + " Morency, Ehsan Hoque, Integrating Multimodal Information in Large Pretrained Transformers,"
                        + " ACL, 2020",
                "arXiv:1908.05787",
                """
                @inproceedings{rahman2020integrating,
                  title     = {Integrating Multimodal Information in Large Pretrained Transformers},
                  author    = {Rahman, Wasifur and Hasan, Md Kamrul and Lee, Sangwu and Zadeh, AmirAli Bagher and
                               Mao, Chengfeng and Morency, Louis-Philippe and Hoque, Ehsan},
                  booktitle = {Proceedings of the 58th Annual Meeting of the Association for Computational
                               Linguistics},
                  year      = {2020},
                  eprint    = {1908.05787},
                  archivePrefix = {arXiv}
                }
                """));
    }

    @Override
    public Optional<Explanation> explanation() {
        return Optional.of(new Explanation(
                """
                g_j = ReLU([x_j ; x_main] W_j + b_j)                 for each other modality j
                H = sum over j of g_j * (x_j V_j + c_j)
                a = min(beta |x_main| / |H|, 1)                      Euclidean lengths, at each frame
                h = Dropout(LayerNorm(x_main + a H))
                """,
                "n x (B, L, D_m) -> (B, L, D_main), n >= 2",
                "Where one modality, such as text from a language model, is strong by itself and the others correct it.",
                "Where the main modality is often missing: its features bound the shift, so without them nothing of the"
                        + " others is left."));
    }

    @Override
    public ModalityCount modalities(MagConfig config) {
        return ModalityCount.atLeast(2);
    }

    @Override
    public List<ConfigProblem> check(MagConfig config, ExperimentFacts facts) {
        return main(config).check(facts);
    }

    @Override
    public List<String> reads(MagConfig config, List<String> available) {
        main(config).index(available); // refuses a name that no modality has
        return available;
    }

    @Override
    public FusionModel create(MagConfig config, FusionContext context) {
        return new MagFusion(config, main(config).index(context.names()), context);
    }

    private static NamedModality main(MagConfig config) {
        return new NamedModality("main", config.main());
    }
}
