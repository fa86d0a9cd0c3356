package dev.attune.fusion.baselines;

import dev.attune.api.fusion.FusionContext;
import dev.attune.api.fusion.FusionFactory;
import dev.attune.api.fusion.FusionModel;

/** Makes late fusions. */
final class LateFactory implements FusionFactory<LateConfig> {
    @Override
    public String name() {
        return "late";
    }

    @Override
    public Class<LateConfig> configType() {
        return LateConfig.class;
    }

    @Override
    public String summary() {
        return "Late fusion: averages the predictions of one head per modality.";
    }

    @Override
    public FusionModel create(LateConfig config, FusionContext context) {
        return new LateFusion(config, context);
    }
}
