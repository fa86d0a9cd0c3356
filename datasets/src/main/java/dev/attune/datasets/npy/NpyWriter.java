package dev.attune.datasets.npy;

import dev.attune.api.DataException;
import dev.attune.api.PublicApi;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * Writes NumPy arrays, as {@code numpy.save} does: version 1 of the format, row-major, little-endian, values at a multiple of 64 bytes.
 *
 * @since 0.1
 */
@PublicApi(usage = PublicApi.Usage.CALL, state = PublicApi.State.EXPERIMENTAL, since = "0.1")
public final class NpyWriter {
    private static final int ALIGNMENT = 64;

    /** Bytes before the text of the header. */
    private static final int PREFIX = 10;

    private NpyWriter() {}

    /**
     * Encodes {@code <f4}.
     *
     * @param values row by row
     * @param shape extent of each dimension; their product is the number of values
     * @return the content of a {@code .npy} file
     */
    public static byte[] encode(float[] values, int... shape) {
        byte[] content = begin(NpyType.FLOAT32, values.length, shape);
        values(content, values.length * NpyType.FLOAT32.size()).asFloatBuffer().put(values);
        return content;
    }

    /**
     * Encodes {@code <f8}.
     *
     * @param values row by row
     * @param shape extent of each dimension; their product is the number of values
     * @return the content of a {@code .npy} file
     */
    public static byte[] encode(double[] values, int... shape) {
        byte[] content = begin(NpyType.FLOAT64, values.length, shape);
        values(content, values.length * NpyType.FLOAT64.size()).asDoubleBuffer().put(values);
        return content;
    }

    /**
     * Encodes {@code <i4}.
     *
     * @param values row by row
     * @param shape extent of each dimension; their product is the number of values
     * @return the content of a {@code .npy} file
     */
    public static byte[] encode(int[] values, int... shape) {
        byte[] content = begin(NpyType.INT32, values.length, shape);
        values(content, values.length * NpyType.INT32.size()).asIntBuffer().put(values);
        return content;
    }

    /**
     * Encodes {@code |b1}.
     *
     * @param values row by row
     * @param shape extent of each dimension; their product is the number of values
     * @return the content of a {@code .npy} file
     */
    public static byte[] encode(boolean[] values, int... shape) {
        byte[] content = begin(NpyType.BOOLEAN, values.length, shape);
        for (int i = 0; i < values.length; i++) {
            content[content.length - values.length + i] = (byte) (values[i] ? 1 : 0);
        }
        return content;
    }

    /**
     * Writes an encoded array to a file.
     *
     * @param file is replaced if it exists
     * @param encoded the content
     * @throws DataException if it cannot be written
     */
    public static void write(Path file, byte[] encoded) {
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write(encoded);
        } catch (NoSuchFileException e) {
            throw new DataException(file + " cannot be written: its folder does not exist", e);
        } catch (IOException e) {
            throw new DataException(file + " cannot be written: " + FileFailure.reason(e), e);
        }
    }

    private static byte[] begin(NpyType type, int count, int[] shape) {
        long product = Arrays.stream(shape).asLongStream().reduce(1L, Math::multiplyExact);
        if (product != count || Arrays.stream(shape).anyMatch(extent -> extent < 0)) {
            throw new IllegalArgumentException(
                    "the shape " + Arrays.toString(shape) + " needs " + product + " values, found " + count);
        }
        String extents = Arrays.stream(shape).mapToObj(extent -> extent + ",").collect(Collectors.joining(" "));
        String header = "{'descr': '" + type.descriptor() + "', 'fortran_order': False, 'shape': (" + extents + "), }";
        int length = header.length() + 1;
        int padding = (ALIGNMENT - (PREFIX + length) % ALIGNMENT) % ALIGNMENT;
        int dataBytes = Math.multiplyExact(count, type.size());
        byte[] content = new byte[Math.addExact(PREFIX + length + padding, dataBytes)];
        ByteBuffer buffer = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
        buffer.put((byte) 0x93)
                .put("NUMPY".getBytes(StandardCharsets.US_ASCII))
                .put((byte) 1)
                .put((byte) 0);
        buffer.putShort((short) (length + padding));
        buffer.put((header + " ".repeat(padding) + "\n").getBytes(StandardCharsets.US_ASCII));
        return content;
    }

    /** Returns the part of the content where the values go. */
    private static ByteBuffer values(byte[] content, int dataBytes) {
        return ByteBuffer.wrap(content, content.length - dataBytes, dataBytes)
                .slice()
                .order(ByteOrder.LITTLE_ENDIAN);
    }
}
