package dev.attune.testkit;

import dev.attune.api.DataException;
import dev.attune.api.config.NoOptions;
import dev.attune.api.media.Media;
import dev.attune.api.media.MediaFactory;
import dev.attune.api.media.Recording;
import dev.attune.api.media.Timeline;
import dev.attune.api.media.VideoFormat;
import dev.attune.api.media.VideoWriter;
import dev.attune.testkit.media.ArrayRecording;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Keeps videos in memory, and is right, or wrong in one way. */
final class ExampleMedia implements Media {
    /** The ways in which it may be wrong. */
    enum Fault {
        NONE,
        COUNTS_PICTURES,
        DELAYS_SOUND,
        OPENS_ANYTHING,
        LEAVES_THE_UNFINISHED
    }

    private final Fault fault;
    private final Map<Path, ArrayRecording> videos = new HashMap<>();

    ExampleMedia(Fault fault) {
        this.fault = fault;
    }

    static MediaFactory<NoOptions> factory(Fault fault) {
        final class Factory extends ExampleFactory implements MediaFactory<NoOptions> {
            private final Media media = new ExampleMedia(fault);

            Factory() {
                super("example");
            }

            @Override
            public Media create(NoOptions config) {
                return media;
            }
        }
        return new Factory();
    }

    @Override
    public Recording open(Path file) {
        ArrayRecording video = videos.get(file);
        if (video == null && fault != Fault.OPENS_ANYTHING) {
            throw new DataException(file + " is no recording.");
        }
        return video == null
                ? ArrayRecording.builder(Timeline.regular(0, 1, 25)).file(file).build()
                : video;
    }

    @Override
    public VideoWriter write(Path file, VideoFormat format) {
        if (fault == Fault.LEAVES_THE_UNFINISHED) {
            touch(file);
        }
        return new Writer(file, format);
    }

    private static void touch(Path file) {
        try {
            Files.writeString(file, "kept in memory");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private final class Writer implements VideoWriter {
        private final Path file;
        private final VideoFormat format;
        private final List<BufferedImage> pictures = new ArrayList<>();
        private final List<Double> times = new ArrayList<>();
        private float @Nullable [] sound;

        Writer(Path file, VideoFormat format) {
            this.file = file;
            this.format = format;
        }

        @Override
        public void picture(BufferedImage image, double seconds) {
            pictures.add(image);
            times.add(fault == Fault.COUNTS_PICTURES ? times.size() / format.rate() : seconds);
        }

        @Override
        public void sound(float[] samples, int count) {
            sound = Arrays.copyOf(samples, count);
            if (fault == Fault.DELAYS_SOUND) {
                int delay = count / 10;
                System.arraycopy(samples, 0, sound, delay, count - delay);
            }
        }

        @Override
        public void finish() {
            double[] seconds = times.stream().mapToDouble(Double::doubleValue).toArray();
            Timeline timeline = new Timeline(seconds, seconds[seconds.length - 1] + 1 / format.rate());
            ArrayRecording.Builder builder = ArrayRecording.builder(timeline)
                    .file(file)
                    .pictures(time -> pictures.get(Arrays.binarySearch(seconds, time)));
            if (sound != null) {
                builder.sound(sound, format.soundRate());
            }
            touch(file);
            videos.put(file, builder.build());
        }

        @Override
        public void close() {}
    }
}
