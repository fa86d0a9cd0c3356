package dev.attune.fusion.rjcma;

import dev.attune.api.ApiVersion;
import dev.attune.api.AttunePlugin;
import dev.attune.api.fusion.FusionFactory;
import dev.attune.api.temporal.TemporalFactory;
import java.util.List;

/**
 * Contributes the fusion {@code rjcma} and the temporal model {@code tcn}.
 *
 * @since 0.1
 */
public final class RjcmaPlugin implements AttunePlugin {
    /** Makes the plugin. */
    public RjcmaPlugin() {}

    @Override
    public String id() {
        return "rjcma";
    }

    @Override
    public int apiVersion() {
        return ApiVersion.CURRENT;
    }

    @Override
    public List<FusionFactory<?>> fusions() {
        return List.of(new RjcmaFactory());
    }

    @Override
    public List<TemporalFactory<?>> temporals() {
        return List.of(new TcnFactory());
    }
}
