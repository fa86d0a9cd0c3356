package dev.attune.encoders.media;

import dev.attune.api.AttunePlugin;
import dev.attune.api.media.MediaFactory;
import dev.attune.testkit.MediaContract;
import dev.attune.testkit.PluginContract;
import org.junit.jupiter.api.Nested;

/** Holds FFmpeg to what every way of opening recordings must do. */
class MediaContractsTest extends MediaContract<FfmpegConfig> {
    @Override
    protected MediaFactory<FfmpegConfig> factory() {
        return new FfmpegFactory();
    }

    @Override
    protected FfmpegConfig config() {
        return FfmpegConfig.defaults();
    }

    @Nested
    class Plugin extends PluginContract {
        @Override
        protected AttunePlugin plugin() {
            return new MediaPlugin();
        }
    }
}
