package dev.attune.bench.encoders;

import dev.attune.api.media.PictureFormat;
import dev.attune.api.media.PictureStream;
import dev.attune.api.media.Recording;
import dev.attune.api.media.SoundStream;
import dev.attune.api.media.Span;
import dev.attune.api.media.Timeline;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;

/** Sound of any length that takes no time to read: one second of noise, again and again. */
final class NoiseRecording implements Recording {
    private static final double FRAMES = 25;

    private final Timeline timeline;

    NoiseRecording(double seconds) {
        timeline = Timeline.regular(0, seconds, FRAMES);
    }

    @Override
    public Path file() {
        return Path.of("noise.wav");
    }

    @Override
    public Timeline timeline() {
        return timeline;
    }

    @Override
    public boolean hasPictures() {
        return false;
    }

    @Override
    public int width() {
        return 0;
    }

    @Override
    public int height() {
        return 0;
    }

    @Override
    public List<Span> soundSpans() {
        return List.of(new Span(0, timeline.end()));
    }

    @Override
    public List<String> findings() {
        return List.of();
    }

    @Override
    public PictureStream pictures(PictureFormat format) {
        throw new UnsupportedOperationException("noise has no pictures");
    }

    @Override
    public SoundStream sound(int rate) {
        return new Noise(rate, Math.round(timeline.end() * rate));
    }

    private static final class Noise implements SoundStream {
        private final float[] second;
        private final long length;
        private long position;

        Noise(int rate, long length) {
            this.length = length;
            second = new float[rate];
            SplittableRandom random = new SplittableRandom(17);
            for (int i = 0; i < rate; i++) {
                second[i] = (float) random.nextDouble(-0.5, 0.5);
            }
        }

        @Override
        public int rate() {
            return second.length;
        }

        @Override
        public int read(float[] destination) {
            if (position == length) {
                return -1;
            }
            int from = (int) (position % second.length);
            int count = (int) Math.min(Math.min(destination.length, second.length - from), length - position);
            System.arraycopy(second, from, destination, 0, count);
            position += count;
            return count;
        }

        @Override
        public void close() {}
    }
}
