package dev.attune.runner.tensorboard;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.CRC32C;

/**
 * Encodes the records of an event file: TensorFlow's record framing around {@code Event} messages in Protocol Buffers, of which so
 * little is needed that it is written by hand.
 *
 * <p>A record is the length of its data (8 bytes), a masked CRC-32C of the length, the data, and a masked CRC-32C of the data, all
 * little-endian.
 */
final class EventRecords {
    private static final int MASK = 0xa282ead8;

    private static final int WALL_TIME = 1;
    private static final int STEP = 2;
    private static final int FILE_VERSION = 3;
    private static final int SUMMARY = 5;
    private static final int SUMMARY_VALUE = 1;
    private static final int VALUE_TAG = 1;
    private static final int VALUE_SIMPLE = 2;

    private EventRecords() {}

    /** Returns the record that begins a file. */
    static byte[] version(double wallTime) {
        Message event = new Message();
        event.putDouble(WALL_TIME, wallTime);
        event.putBytes(FILE_VERSION, "brain.Event:2".getBytes(StandardCharsets.UTF_8));
        return framed(event.bytes());
    }

    /**
     * Returns the record of several values at one step.
     *
     * @param wallTime in seconds since 1970
     * @param step at least 0
     * @param values by tag; a slash in a tag divides section from name
     */
    static byte[] scalars(double wallTime, long step, Map<String, Double> values) {
        Message summary = new Message();
        values.forEach((tag, value) -> {
            Message entry = new Message();
            entry.putBytes(VALUE_TAG, tag.getBytes(StandardCharsets.UTF_8));
            entry.putFloat(VALUE_SIMPLE, value.floatValue());
            summary.putBytes(SUMMARY_VALUE, entry.bytes());
        });
        Message event = new Message();
        event.putDouble(WALL_TIME, wallTime);
        event.putNumber(STEP, step);
        event.putBytes(SUMMARY, summary.bytes());
        return framed(event.bytes());
    }

    /** Frames data as a record. */
    static byte[] framed(byte[] data) {
        ByteBuffer length =
                ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(0, data.length);
        return ByteBuffer.allocate(Long.BYTES + Integer.BYTES + data.length + Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(length.array())
                .putInt(maskedChecksum(length.array()))
                .put(data)
                .putInt(maskedChecksum(data))
                .array();
    }

    /** A checksum of data that hold checksums is poor; so stored ones are rotated and moved. */
    static int maskedChecksum(byte[] data) {
        CRC32C checksum = new CRC32C();
        checksum.update(data);
        return Integer.rotateRight((int) checksum.getValue(), 15) + MASK;
    }

    /** A message of Protocol Buffers under construction. */
    private static final class Message {
        private static final int VARINT = 0;
        private static final int FIXED_64 = 1;
        private static final int BYTES = 2;
        private static final int FIXED_32 = 5;

        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        void putDouble(int field, double value) {
            putTag(field, FIXED_64);
            out.writeBytes(ByteBuffer.allocate(Double.BYTES)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putDouble(value)
                    .array());
        }

        void putFloat(int field, float value) {
            putTag(field, FIXED_32);
            out.writeBytes(ByteBuffer.allocate(Float.BYTES)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putFloat(value)
                    .array());
        }

        void putNumber(int field, long value) {
            putTag(field, VARINT);
            putVarint(value);
        }

        void putBytes(int field, byte[] value) {
            putTag(field, BYTES);
            putVarint(value.length);
            out.writeBytes(value);
        }

        private void putTag(int field, int type) {
            putVarint(((long) field << 3) | type);
        }

        private void putVarint(long value) {
            long rest = value;
            while ((rest & ~0x7fL) != 0) {
                out.write((int) ((rest & 0x7f) | 0x80));
                rest >>>= 7;
            }
            out.write((int) rest);
        }

        byte[] bytes() {
            return out.toByteArray();
        }
    }
}
