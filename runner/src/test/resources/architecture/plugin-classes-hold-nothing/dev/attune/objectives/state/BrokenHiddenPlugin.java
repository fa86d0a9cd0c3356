package dev.attune.objectives.state;

import dev.attune.api.ApiVersion;
import dev.attune.api.AttunePlugin;

final class BrokenHiddenPlugin implements AttunePlugin {
    @Override
    public String id() {
        return "hidden";
    }

    @Override
    public int apiVersion() {
        return ApiVersion.CURRENT;
    }
}
