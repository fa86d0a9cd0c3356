package dev.attune.objectives.state;

import dev.attune.api.ApiVersion;
import dev.attune.api.AttunePlugin;

public abstract class BrokenOpenPlugin implements AttunePlugin {
    @Override
    public String id() {
        return "open";
    }

    @Override
    public int apiVersion() {
        return ApiVersion.CURRENT;
    }
}
