package dev.attune.fusion.baselines;

import dev.attune.api.ConfigException;
import dev.attune.api.ConfigProblem;
import dev.attune.api.ExperimentFacts;
import dev.attune.api.Explanation;
import dev.attune.api.fusion.FusionContext;
import dev.attune.api.fusion.FusionFactory;
import dev.attune.api.fusion.FusionModel;
import java.util.List;
import java.util.Optional;

/** Makes models of one modality. */
final class UnimodalFactory implements FusionFactory<UnimodalConfig> {
    @Override
    public String name() {
        return "unimodal";
    }

    @Override
    public Class<UnimodalConfig> configType() {
        return UnimodalConfig.class;
    }

    @Override
    public String summary() {
        return "One modality alone: what fusion has to improve upon.";
    }

    @Override
    public Optional<Explanation> explanation() {
        return Optional.of(new Explanation(
                """
                h = x_m at each frame, m the modality
                """,
                "(B, L, D_m) -> (B, L, D_m)",
                "Once for each modality beside every fusion: a fusion that does not beat the best of them does"
                        + " not fuse.",
                "A single run that is to stand for all modalities: which one is best is known only afterwards."));
    }

    @Override
    public List<ConfigProblem> check(UnimodalConfig config, ExperimentFacts facts) {
        if (facts.modalities().isEmpty()) {
            return List.of(); // known only when the data are opened; reads() finds the problem then
        }
        return problem(config, facts.modalities())
                .map(message -> new ConfigProblem("modality", message, Optional.of("data.modalities")))
                .map(List::of)
                .orElse(List.of());
    }

    @Override
    public List<String> reads(UnimodalConfig config, List<String> available) {
        problem(config, available).ifPresent(message -> {
            throw new ConfigException("fusion.modality: " + message + '.');
        });
        return List.of(config.modality().orElse(available.get(0)));
    }

    @Override
    public FusionModel create(UnimodalConfig config, FusionContext context) {
        String modality = reads(config, context.names()).get(0);
        return new UnimodalFusion(context.names().indexOf(modality), context);
    }

    private static Optional<String> problem(UnimodalConfig config, List<String> available) {
        String names = String.join(", ", available);
        if (config.modality().isEmpty()) {
            return available.size() == 1
                    ? Optional.empty()
                    : Optional.of("fusion unimodal needs the name of one of the modalities " + names + ", found none");
        }
        String wanted = config.modality().get();
        return available.contains(wanted)
                ? Optional.empty()
                : Optional.of("the experiment has no modality " + wanted + "; it has " + names);
    }
}
