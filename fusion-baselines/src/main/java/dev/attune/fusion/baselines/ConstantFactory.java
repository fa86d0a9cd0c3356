package dev.attune.fusion.baselines;

import dev.attune.api.Explanation;
import dev.attune.api.config.NoOptions;
import dev.attune.api.fusion.FusionContext;
import dev.attune.api.fusion.FusionFactory;
import dev.attune.api.fusion.FusionModel;
import java.util.List;
import java.util.Optional;

/** Makes constant predictors. */
final class ConstantFactory implements FusionFactory<NoOptions> {
    @Override
    public String name() {
        return "constant";
    }

    @Override
    public Class<NoOptions> configType() {
        return NoOptions.class;
    }

    @Override
    public String summary() {
        return "Predicts the mean training label at every frame, without looking: the floor of every comparison.";
    }

    @Override
    public Optional<Explanation> explanation() {
        return Optional.of(new Explanation(
                """
                ŷ_t = mean of the training labels of target t, at every frame
                """,
                "(B, L, D_0) -> (B, L, targets), predictions; what comes in is not looked at",
                "The floor of every comparison: a model that does not beat its squared error has learnt" + " nothing.",
                "Anything else; its concordance is 0 by definition."));
    }

    /** Reads the first modality, because a window needs at least one to have frames at all. */
    @Override
    public List<String> reads(NoOptions config, List<String> available) {
        return available.subList(0, 1);
    }

    @Override
    public FusionModel create(NoOptions config, FusionContext context) {
        return new ConstantFusion(context);
    }
}
