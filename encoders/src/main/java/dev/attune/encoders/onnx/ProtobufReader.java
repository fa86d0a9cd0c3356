package dev.attune.encoders.onnx;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Walks through the fields of a protobuf message; knows neither groups nor packed fields, which ONNX does not use for names. */
final class ProtobufReader {
    static final int VARINT = 0;
    static final int EIGHT_BYTES = 1;
    static final int BYTES = 2;
    static final int FOUR_BYTES = 5;

    private static final int LONGEST_NAME = 1 << 16;

    private final InputStream in;
    private long position;
    private long end = Long.MAX_VALUE;
    private int field;
    private int wire;

    ProtobufReader(InputStream in) {
        this.in = in;
    }

    /** Says that the bytes are no protobuf message of the expected kind. */
    static final class Malformed extends IOException {
        private static final long serialVersionUID = 1L;

        Malformed(String message) {
            super(message);
        }
    }

    /**
     * Goes to the next field of a message.
     *
     * @param messageEnd where the message ends, as {@link #message} told; the greatest number for the end of the file
     * @return false at the end of the message
     */
    boolean next(long messageEnd) throws IOException {
        end = messageEnd;
        if (position == end) {
            return false;
        }
        if (position > end) {
            throw new Malformed("a field goes beyond its message, at byte " + position);
        }
        int first = in.read();
        if (first < 0 && end == Long.MAX_VALUE) {
            return false;
        }
        long tag = varint(first);
        field = (int) (tag >>> 3);
        wire = (int) (tag & 7);
        if (field <= 0 || tag >>> 3 > 100_000) {
            throw new Malformed("found a field numbered " + (tag >>> 3) + " at byte " + position);
        }
        return true;
    }

    /** Returns the number of the field. */
    int field() {
        return field;
    }

    /** Enters the message that is the field's content, and returns where it ends. */
    long message() throws IOException {
        require(BYTES);
        long length = varint(in.read());
        if (length < 0 || length > end - position) {
            throw new Malformed("a message of " + length + " bytes does not fit at byte " + position);
        }
        return position + length;
    }

    /** Reads the field's content as a text. */
    String string() throws IOException {
        int length = (int) Math.min(message() - position, LONGEST_NAME + 1);
        if (length > LONGEST_NAME) {
            throw new Malformed("a name is longer than " + LONGEST_NAME + " bytes, at byte " + position);
        }
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new Malformed("the file ends inside a name");
        }
        position += length;
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** Reads the field's content as a whole number. */
    long number() throws IOException {
        require(VARINT);
        return varint(in.read());
    }

    /** Leaves the field's content out. */
    void skip() throws IOException {
        switch (wire) {
            case VARINT -> varint(in.read());
            case EIGHT_BYTES -> skip(Long.BYTES);
            case BYTES -> skip(message() - position);
            case FOUR_BYTES -> skip(Integer.BYTES);
            default -> throw new Malformed("found a field of kind " + wire + " at byte " + position);
        }
    }

    private void skip(long bytes) throws IOException {
        try {
            in.skipNBytes(bytes);
        } catch (EOFException e) {
            throw new Malformed("the file ends inside a field");
        }
        position += bytes;
    }

    private void require(int kind) throws Malformed {
        if (wire != kind) {
            throw new Malformed("field " + field + " is of kind " + wire + ", wanted " + kind);
        }
    }

    private long varint(int first) throws IOException {
        long value = 0;
        int next = first;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            if (next < 0) {
                throw new Malformed("the file ends inside a number");
            }
            position++;
            value |= (long) (next & 0x7F) << shift;
            if (next < 0x80) {
                return value;
            }
            next = in.read();
        }
        throw new Malformed("a number has more than 64 bits, at byte " + position);
    }
}
