package dev.attune.objectives.names;

import dev.attune.api.ApiVersion;
import dev.attune.api.AttunePlugin;

public final class BrokenService implements AttunePlugin {
    @Override
    public String id() {
        return "service";
    }

    @Override
    public int apiVersion() {
        return ApiVersion.CURRENT;
    }
}
