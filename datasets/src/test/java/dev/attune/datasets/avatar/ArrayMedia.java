package dev.attune.datasets.avatar;

import dev.attune.api.DataException;
import dev.attune.api.media.Media;
import dev.attune.api.media.Recording;
import dev.attune.api.media.VideoFormat;
import dev.attune.api.media.VideoWriter;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps what is written in memory, by the names of files. */
final class ArrayMedia implements Media {
    private final Map<String, Video> videos = new ConcurrentHashMap<>();
    private String broken = "";

    /** Refuses to write one file. */
    ArrayMedia breaking(String name) {
        broken = name;
        return this;
    }

    Map<String, Video> videos() {
        return videos;
    }

    Video video(String name) {
        return Objects.requireNonNull(videos.get(name), name + " was not written");
    }

    @Override
    public Recording open(Path file) {
        throw new UnsupportedOperationException("what is kept here is not read as a recording");
    }

    @Override
    public VideoWriter write(Path file, VideoFormat format) {
        String name = Objects.requireNonNull(file.getFileName(), "no name").toString();
        if (name.equals(broken)) {
            throw new DataException(file + " cannot be written: the disk is full");
        }
        return new Video(format, name);
    }

    /** Pictures and sound. */
    final class Video implements VideoWriter {
        private final VideoFormat format;
        private final String name;
        private final List<byte[]> pictures = new ArrayList<>();
        private final List<Double> times = new ArrayList<>();
        private float[] sound = new float[0];

        private Video(VideoFormat format, String name) {
            this.format = format;
            this.name = name;
        }

        VideoFormat format() {
            return format;
        }

        List<Double> times() {
            return times;
        }

        float[] sound() {
            return sound;
        }

        /** Returns the pixels of a picture: blue, green, red. */
        byte[] picture(int index) {
            return pictures.get(index);
        }

        /** Returns the brightness of a pixel, from 0 to 255. */
        double brightness(int picture, int x, int y) {
            byte[] pixels = pictures.get(picture);
            int at = 3 * (y * format.width() + x);
            return ((pixels[at] & 255) + (pixels[at + 1] & 255) + (pixels[at + 2] & 255)) / 3.0;
        }

        @Override
        public void picture(BufferedImage image, double seconds) {
            pictures.add(((DataBufferByte) image.getRaster().getDataBuffer())
                    .getData()
                    .clone());
            times.add(seconds);
        }

        @Override
        public void sound(float[] samples, int count) {
            int before = sound.length;
            sound = Arrays.copyOf(sound, before + count);
            System.arraycopy(samples, 0, sound, before, count);
        }

        @Override
        public void finish() {
            videos.put(name, this);
        }

        @Override
        public void close() {}
    }
}
