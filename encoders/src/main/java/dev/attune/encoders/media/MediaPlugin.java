package dev.attune.encoders.media;

import dev.attune.api.ApiVersion;
import dev.attune.api.AttunePlugin;
import dev.attune.api.media.MediaFactory;
import java.util.List;

/**
 * Contributes FFmpeg as the way of opening and writing recordings.
 *
 * @since 0.1
 */
public final class MediaPlugin implements AttunePlugin {
    /** Makes the plugin. */
    public MediaPlugin() {}

    @Override
    public String id() {
        return "media";
    }

    @Override
    public int apiVersion() {
        return ApiVersion.CURRENT;
    }

    @Override
    public List<MediaFactory<?>> media() {
        return List.of(new FfmpegFactory());
    }
}
