package dev.attune.encoders.media;

import dev.attune.api.DataException;
import dev.attune.api.media.Media;
import dev.attune.api.media.Recording;
import dev.attune.api.media.VideoFormat;
import dev.attune.api.media.VideoWriter;
import java.nio.file.Path;
import org.bytedeco.javacpp.Loader;

/** Opens and writes files with FFmpeg; holds nothing but its options. */
final class FfmpegMedia implements Media {
    private final FfmpegConfig config;

    FfmpegMedia(FfmpegConfig config) {
        this.config = config;
    }

    @Override
    public Recording open(Path file) {
        load();
        return Survey.of(file, config);
    }

    @Override
    public VideoWriter write(Path file, VideoFormat format) {
        load();
        return FfmpegWriter.open(file, format);
    }

    private static void load() {
        try {
            FfmpegLog.clear();
        } catch (LinkageError e) {
            String platform = Loader.getPlatform();
            throw new DataException(
                    "FFmpeg's libraries for " + platform + " cannot be loaded (" + e.getMessage()
                            + "); add org.bytedeco:ffmpeg and org.bytedeco:javacpp with the classifier " + platform
                            + ".",
                    e);
        }
    }
}
