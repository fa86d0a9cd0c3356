package dev.attune.encoders.text;

import dev.attune.api.ApiVersion;
import dev.attune.api.AttunePlugin;

/**
 * Contributes transcribers and encoders of words.
 *
 * @since 0.1
 */
public final class TextPlugin implements AttunePlugin {
    /** Makes the plugin. */
    public TextPlugin() {}

    @Override
    public String id() {
        return "text";
    }

    @Override
    public int apiVersion() {
        return ApiVersion.CURRENT;
    }
}
