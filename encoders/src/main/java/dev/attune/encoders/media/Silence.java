package dev.attune.encoders.media;

import dev.attune.api.media.SoundStream;
import java.util.Arrays;

/** The sound of a file without sound. */
final class Silence implements SoundStream {
    private final int rate;
    private long left;

    Silence(int rate, double seconds) {
        this.rate = rate;
        this.left = Math.round(seconds * rate);
    }

    @Override
    public int rate() {
        return rate;
    }

    @Override
    public int read(float[] destination) {
        int count = (int) Math.min(left, destination.length);
        Arrays.fill(destination, 0, count, 0);
        left -= count;
        return count > 0 ? count : -1;
    }

    @Override
    public void close() {}
}
