package dev.attune.datasets.affwild2;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Writes arrays of the types that the authors' preprocessing writes, byte by byte as NumPy does. */
final class NpyFiles {
    private NpyFiles() {}

    /** Gives the element of an index. */
    @FunctionalInterface
    interface Values {
        float at(int index);
    }

    static void floats(Path file, Values values, int... shape) throws IOException {
        write(file, "<f4", Float.BYTES, values, ByteBuffer::putFloat, shape);
    }

    /** Writes numbers that 16 bits hold exactly: from 2^-14 to 2^11, of few digits. */
    static void halves(Path file, Values values, int... shape) throws IOException {
        write(file, "<f2", Short.BYTES, values, (bytes, value) -> bytes.putShort(half(value)), shape);
    }

    static void bytes(Path file, Values values, int... shape) throws IOException {
        write(file, "|u1", Byte.BYTES, values, (bytes, value) -> bytes.put((byte) (int) value), shape);
    }

    static void integers(Path file, Values values, int... shape) throws IOException {
        write(file, "<i4", Integer.BYTES, values, (bytes, value) -> bytes.putInt((int) value), shape);
    }

    private static short half(float value) {
        if (value == 0) {
            return 0;
        }
        int exponent = Math.getExponent(value);
        int fraction = Math.round((Math.abs(value) / Math.scalb(1f, exponent) - 1) * 1024);
        return (short) ((value < 0 ? 0x8000 : 0) | (exponent + 15) << 10 | fraction);
    }

    @FunctionalInterface
    private interface Element {
        void put(ByteBuffer bytes, float value);
    }

    private static void write(Path file, String type, int size, Values values, Element element, int... shape)
            throws IOException {
        String extents = IntStream.of(shape).mapToObj(extent -> extent + ",").collect(Collectors.joining(" "));
        String header = "{'descr': '" + type + "', 'fortran_order': False, 'shape': (" + extents + "), }";
        header += " ".repeat(63 - (10 + header.length()) % 64) + "\n";
        int count = IntStream.of(shape).reduce(1, (left, right) -> left * right);
        ByteBuffer bytes = ByteBuffer.allocate(10 + header.length() + count * size)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0})
                .putShort((short) header.length())
                .put(header.getBytes(StandardCharsets.US_ASCII));
        for (int index = 0; index < count; index++) {
            element.put(bytes, values.at(index));
        }
        Files.write(file, bytes.array());
    }
}
