package dev.attune.datasets;

import java.nio.FloatBuffer;
import java.util.BitSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One modality of one clip on the clip's clock: read and aligned when it is first asked for, then kept outside the heap. */
final class AlignedStream {
    private final Supplier<AlignedRows> reader;
    private final int columns;
    private final SpillFile spill;
    private @Nullable Content content;

    /**
     * @param reader reads and aligns the rows
     * @param columns values in a row
     * @param spill keeps what was read
     */
    AlignedStream(Supplier<AlignedRows> reader, int columns, SpillFile spill) {
        this.reader = reader;
        this.columns = columns;
        this.spill = spill;
    }

    /** What was read. */
    private record Content(FloatBuffer values, BitSet valid) {}

    private synchronized Content content() {
        Content known = content;
        if (known == null) {
            AlignedRows rows = reader.get();
            known = new Content(spill.write(rows.values()), rows.valid());
            content = known;
        }
        return known;
    }

    void readValues(int from, int to, FloatBuffer destination) {
        destination.put(content().values().slice(from * columns, (to - from) * columns));
    }

    void readMask(int from, int to, boolean[] destination, int offset) {
        BitSet valid = content().valid();
        for (int frame = from; frame < to; frame++) {
            destination[offset + frame - from] = valid.get(frame);
        }
    }
}
