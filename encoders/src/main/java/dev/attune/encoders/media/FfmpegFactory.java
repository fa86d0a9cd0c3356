package dev.attune.encoders.media;

import dev.attune.api.media.Media;
import dev.attune.api.media.MediaFactory;

/** Makes the way of opening recordings that needs nothing but the FFmpeg of its Maven artifact. */
final class FfmpegFactory implements MediaFactory<FfmpegConfig> {
    @Override
    public String name() {
        return "ffmpeg";
    }

    @Override
    public Class<FfmpegConfig> configType() {
        return FfmpegConfig.class;
    }

    @Override
    public String summary() {
        return "Video and sound files of any kind that FFmpeg reads, on the clock of their own timestamps.";
    }

    @Override
    public Media create(FfmpegConfig config) {
        return new FfmpegMedia(config);
    }
}
