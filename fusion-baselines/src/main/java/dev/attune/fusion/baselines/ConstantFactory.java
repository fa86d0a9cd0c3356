package dev.attune.fusion.baselines;

import dev.attune.api.config.NoOptions;
import dev.attune.api.fusion.FusionContext;
import dev.attune.api.fusion.FusionFactory;
import dev.attune.api.fusion.FusionModel;
import java.util.List;

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
