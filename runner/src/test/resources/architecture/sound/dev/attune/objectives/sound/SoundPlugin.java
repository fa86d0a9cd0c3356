package dev.attune.objectives.sound;

import dev.attune.api.ApiVersion;
import dev.attune.api.AttunePlugin;

public final class SoundPlugin implements AttunePlugin {
    @Override
    public String id() {
        return "sound";
    }

    @Override
    public int apiVersion() {
        return ApiVersion.CURRENT;
    }
}
