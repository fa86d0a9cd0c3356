package dev.attune.objectives.state;

import dev.attune.api.ApiVersion;
import dev.attune.api.AttunePlugin;

public final class BrokenStatePlugin implements AttunePlugin {
    private int calls;

    @Override
    public String id() {
        calls++;
        return "state";
    }

    @Override
    public int apiVersion() {
        return ApiVersion.CURRENT;
    }
}
