package dev.attune.testkit.media;

import dev.attune.api.media.SoundStream;
import dev.attune.api.media.Span;
import java.util.List;

/** Gives the samples of an array; another rate by linear interpolation, which is enough for tests. */
final class ArraySound implements SoundStream {
    private final float[] samples;
    private final int from;
    private final int to;
    private final List<Span> spans;
    private final long length;
    private long position;

    ArraySound(float[] samples, int from, int to, List<Span> spans, double end) {
        if (to < 1) {
            throw new IllegalArgumentException("the rate must be at least 1, found " + to);
        }
        this.samples = samples;
        this.from = from;
        this.to = to;
        this.spans = spans;
        length = Math.round(end * to);
    }

    @Override
    public int rate() {
        return to;
    }

    @Override
    public int read(float[] destination) {
        if (position >= length) {
            return -1;
        }
        int count = (int) Math.min(destination.length, length - position);
        for (int i = 0; i < count; i++) {
            destination[i] = at((double) (position + i) / to);
        }
        position += count;
        return count;
    }

    private float at(double seconds) {
        // Half a sample of room, so that a span of exact samples has them all.
        double half = 0.5 / to;
        if (spans.stream().noneMatch(span -> span.start() - half <= seconds && seconds < span.end() - half)) {
            return 0;
        }
        double place = seconds * from;
        int left = (int) Math.floor(place + 1e-9);
        double share = Math.max(0, place - left);
        return (float) (sample(left) * (1 - share) + sample(left + 1) * share);
    }

    private float sample(int index) {
        return index < samples.length ? samples[index] : 0;
    }

    @Override
    public void close() {}
}
