package dev.attune.encoders.sound;

/** Cuts patches of consecutive frames, which may overlap, out of a source, and holds no more than one patch. */
final class FramePatches {
    private final FrameSource source;
    private final int width;
    private final int length;
    /** Frame f stands in row f % length. */
    private final float[][] ring;

    private final float[] first;
    private long read;
    private boolean ended;

    /**
     * Prepares patches.
     *
     * @param length frames of a patch
     */
    FramePatches(FrameSource source, int length) {
        this.source = source;
        this.length = length;
        width = source.width();
        ring = new float[length][width];
        first = new float[width];
    }

    /** Returns the numbers of a patch. */
    int size() {
        return length * width;
    }

    /**
     * Writes a patch, frame by frame. Before the first frame the first is repeated, after the last the last.
     *
     * @param start number of its first frame; does not fall from call to call
     * @return how many frames of the source are in the patch or before it, at most its length; with 0, nothing is written
     */
    int read(long start, float[] patch, int offset) {
        long end = start + length;
        while (!ended && read < end) {
            float[] row = ring[(int) (read % length)];
            if (read == 0) {
                ended = !source.next(first);
                System.arraycopy(first, 0, row, 0, width);
            } else {
                // What the row held is older than the patch, unless the source ends here: it must not write then.
                ended = !source.next(row);
            }
            if (!ended) {
                read++;
            }
        }
        if (read == 0) {
            return 0;
        }
        for (int i = 0; i < length; i++) {
            long frame = Math.min(start + i, read - 1);
            float[] row = frame <= 0 ? first : ring[(int) (frame % length)];
            System.arraycopy(row, 0, patch, offset + i * width, width);
        }
        return (int) Math.max(1, Math.min(length, read - start));
    }
}
