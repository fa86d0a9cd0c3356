package dev.attune.fusion.baselines;

import dev.attune.api.fusion.FusionContext;
import dev.attune.api.fusion.FusionFactory;
import dev.attune.api.fusion.FusionModel;

/** Makes concatenations. */
final class ConcatFactory implements FusionFactory<ConcatConfig> {
    @Override
    public String name() {
        return "concat";
    }

    @Override
    public Class<ConcatConfig> configType() {
        return ConcatConfig.class;
    }

    @Override
    public String summary() {
        return "Early fusion: puts the features of all modalities side by side, optionally through hidden layers.";
    }

    @Override
    public FusionModel create(ConcatConfig config, FusionContext context) {
        return new ConcatFusion(config, context);
    }
}
