package dev.attune.fusion.baselines;

import dev.attune.api.config.NoOptions;
import dev.attune.api.temporal.TemporalContext;
import dev.attune.api.temporal.TemporalFactory;
import dev.attune.api.temporal.TemporalModel;

/** Makes temporal models that do nothing. */
final class NoTemporalFactory implements TemporalFactory<NoOptions> {
    @Override
    public String name() {
        return "none";
    }

    @Override
    public Class<NoOptions> configType() {
        return NoOptions.class;
    }

    @Override
    public String summary() {
        return "No temporal model: the features go to the fusion as they are.";
    }

    @Override
    public boolean learns(NoOptions config) {
        return false;
    }

    @Override
    public TemporalModel create(NoOptions config, TemporalContext context) {
        return new NoTemporal(context.inputs());
    }
}
