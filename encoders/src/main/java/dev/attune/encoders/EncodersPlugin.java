package dev.attune.encoders;

import dev.attune.api.ApiVersion;
import dev.attune.api.AttunePlugin;

/**
 * Reserves the name {@code encoders}; contributes no component yet.
 *
 * @since 0.1
 */
public final class EncodersPlugin implements AttunePlugin {
    /** Makes the plugin. */
    public EncodersPlugin() {}

    @Override
    public String id() {
        return "encoders";
    }

    @Override
    public int apiVersion() {
        return ApiVersion.CURRENT;
    }
}
