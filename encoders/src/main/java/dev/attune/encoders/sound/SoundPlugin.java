package dev.attune.encoders.sound;

import dev.attune.api.ApiVersion;
import dev.attune.api.AttunePlugin;

/**
 * Contributes encoders of sound.
 *
 * @since 0.1
 */
public final class SoundPlugin implements AttunePlugin {
    /** Makes the plugin. */
    public SoundPlugin() {}

    @Override
    public String id() {
        return "sound";
    }

    @Override
    public int apiVersion() {
        return ApiVersion.CURRENT;
    }
}
