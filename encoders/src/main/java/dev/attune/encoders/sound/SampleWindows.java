package dev.attune.encoders.sound;

import dev.attune.api.media.SoundStream;
import java.util.Arrays;

/** Cuts windows, which may overlap, out of a stream of samples, and holds no more of it than it must. */
final class SampleWindows implements AutoCloseable {
    private final SoundStream stream;
    private final float[] piece = new float[1 << 13];
    private float[] held = new float[1 << 14];
    /** The number of the first sample that is held. */
    private long first;

    private int count;
    private float last;
    private boolean ended;

    SampleWindows(SoundStream stream) {
        this.stream = stream;
    }

    /**
     * Reads a window. Before the first sample stands silence; after the last, the last is repeated.
     *
     * @param start number of its first sample; does not fall from call to call
     * @return how many samples of the stream are in it or before it, at most its length
     */
    int read(long start, float[] window) {
        long end = start + window.length;
        drop(start);
        while (!ended && first + count < end) {
            append(start);
        }
        int silence = (int) Math.min(window.length, Math.max(0, -start));
        Arrays.fill(window, 0, silence, 0);
        int from = (int) Math.max(0, start + silence - first);
        int available = Math.max(0, Math.min(window.length - silence, count - from));
        System.arraycopy(held, Math.min(from, count), window, silence, available);
        Arrays.fill(window, silence + available, window.length, last);
        return silence + available;
    }

    private void drop(long start) {
        int before = (int) Math.max(0, Math.min(count, start - first));
        // Moving the rest for each window would cost more than the window.
        if (before > 0 && (before > held.length / 2 || before == count)) {
            System.arraycopy(held, before, held, 0, count - before);
            first += before;
            count -= before;
        }
    }

    private void append(long start) {
        int read = stream.read(piece);
        if (read < 0) {
            ended = true;
            return;
        }
        last = piece[read - 1];
        drop(start);
        if (count + read > held.length) {
            held = Arrays.copyOf(held, Math.max(2 * held.length, count + read));
        }
        System.arraycopy(piece, 0, held, count, read);
        count += read;
    }

    @Override
    public void close() {
        stream.close();
    }
}
