package dev.attune.runner.trial;

import dev.attune.api.DataException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Reads and writes matrices of float32 as NumPy's array files of version 1. */
public final class NpyFiles {
    /** Bytes before the header: magic, version, length of the header. */
    private static final int PREFIX = 10;

    private static final int ALIGNMENT = 64;

    private NpyFiles() {}

    /**
     * Writes a matrix.
     *
     * @param values row by row
     * @param columns values a row
     */
    static void write(Path file, float[] values, int columns) {
        byte[] header = header("<f4", values.length / columns, columns);
        ByteBuffer bytes = ByteBuffer.allocate(header.length + Float.BYTES * values.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(header);
        bytes.asFloatBuffer().put(values);
        JsonFiles.writeBytes(file, bytes.array());
    }

    /**
     * Returns the bytes before the values of an array.
     *
     * @param type in NumPy's words, such as {@code <f4}
     * @param shape extent of each dimension
     */
    public static byte[] header(String type, int... shape) {
        String extents = Arrays.stream(shape).mapToObj(Integer::toString).collect(Collectors.joining(", "));
        String header = "{'descr': '" + type + "', 'fortran_order': False, 'shape': (" + extents
                + (shape.length == 1 ? "," : "") + "), }";
        int padding = ALIGNMENT - (PREFIX + header.length() + 1) % ALIGNMENT;
        header = header + " ".repeat(padding) + "\n";
        return ByteBuffer.allocate(PREFIX + header.length())
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0})
                .putShort((short) header.length())
                .put(header.getBytes(StandardCharsets.US_ASCII))
                .array();
    }

    /**
     * Reads a matrix that {@link #write} wrote.
     *
     * @param count how many values it must have
     * @return row by row
     * @throws DataException if the file is missing, damaged or of another size
     */
    public static float[] read(Path file, int count) {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (IOException e) {
            throw new DataException(file + " cannot be read: " + JsonFiles.words(e), e);
        }
        int start = bytes.length - Math.multiplyExact(Float.BYTES, count);
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        if (start < PREFIX || buffer.getShort(PREFIX - Short.BYTES) != start - PREFIX) {
            throw new DataException(file + ": found " + bytes.length + " bytes, wanted an array of " + count
                    + " values of four bytes after its header.");
        }
        float[] values = new float[count];
        buffer.position(start).asFloatBuffer().get(values);
        return values;
    }
}
