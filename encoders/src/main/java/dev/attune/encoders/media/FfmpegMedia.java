package dev.attune.encoders.media;

import dev.attune.api.media.Media;
import dev.attune.api.media.Recording;
import dev.attune.api.media.VideoFormat;
import dev.attune.api.media.VideoWriter;
import java.nio.file.Path;

/** Opens and writes files with FFmpeg; holds nothing but its options. */
final class FfmpegMedia implements Media {
    private final FfmpegConfig config;

    FfmpegMedia(FfmpegConfig config) {
        this.config = config;
    }

    @Override
    public Recording open(Path file) {
        return Survey.of(file, config);
    }

    @Override
    public VideoWriter write(Path file, VideoFormat format) {
        return FfmpegWriter.open(file, format);
    }
}
