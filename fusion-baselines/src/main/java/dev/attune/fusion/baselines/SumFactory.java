package dev.attune.fusion.baselines;

import dev.attune.api.fusion.FusionContext;
import dev.attune.api.fusion.FusionFactory;
import dev.attune.api.fusion.FusionModel;

/** Makes additive fusions. */
final class SumFactory implements FusionFactory<SumConfig> {
    @Override
    public String name() {
        return "sum";
    }

    @Override
    public Class<SumConfig> configType() {
        return SumConfig.class;
    }

    @Override
    public String summary() {
        return "Additive fusion: projects each modality to one width and takes the sum, the mean or the maximum.";
    }

    @Override
    public FusionModel create(SumConfig config, FusionContext context) {
        return new SumFusion(config, context);
    }
}
