package dev.attune.datasets.npy;

import static java.util.Objects.requireNonNull;

import dev.attune.api.DataException;
import dev.attune.api.PublicApi;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A NumPy array that stays where it is and is read piece by piece.
 *
 * <p>Arrays of 64 KiB and more are memory-mapped: they cost address space, not heap, and no file handle. Safe for use by several
 * threads. Elements are counted row by row: in an array of shape (rows, columns), element {@code row * columns + column}.
 *
 * @since 0.1
 */
@PublicApi(usage = PublicApi.Usage.CALL, state = PublicApi.State.EXPERIMENTAL, since = "0.1")
public final class NpyArray {
    private final String source;
    private final NpyHeader header;
    private final Bytes bytes;
    private final List<FloatBuffer> floats;

    NpyArray(String source, NpyHeader header, Bytes bytes) {
        this.source = source;
        this.header = header;
        this.bytes = bytes;
        // Views are made once: a bulk copy out of one is a plain memory copy.
        this.floats = header.type() == NpyType.FLOAT32
                ? bytes.segments().stream().map(ByteBuffer::asFloatBuffer).toList()
                : List.of();
    }

    /**
     * Opens a {@code .npy} file; it is not held open.
     *
     * @param file the file
     * @param source how messages name the array, for example {@code clip-7/audio.npy}
     * @throws DataException if the file is missing, cut short or not an array that can be read
     */
    public static NpyArray open(Path file, String source) {
        return open(file, source, Bytes.SEGMENT);
    }

    static NpyArray open(Path file, String source, int segmentSize) {
        requireNonNull(source, "source is null");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            NpyHeader header = header(channel, source);
            requireSize(header, channel.size() - header.length(), source);
            Bytes bytes = segmentSize == Bytes.SEGMENT
                    ? Bytes.of(channel, header.length(), header.dataBytes())
                    : Bytes.map(channel, header.length(), header.dataBytes(), segmentSize);
            return new NpyArray(source, header, bytes);
        } catch (NoSuchFileException e) {
            throw new DataException(source + " does not exist; looked for " + file, e);
        } catch (IOException e) {
            throw new DataException(source + " cannot be read: " + FileFailure.reason(e), e);
        }
    }

    /**
     * Returns type and shape of the array in a {@code .npy} file, reading its header alone.
     *
     * @param file the file
     * @param source how messages name the array
     * @return type and shape
     * @throws DataException if the file is missing, cut short or not an array that can be read
     */
    public static NpyInfo inspect(Path file, String source) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            NpyHeader header = header(channel, source);
            requireSize(header, channel.size() - header.length(), source);
            return new NpyInfo(source, header);
        } catch (NoSuchFileException e) {
            throw new DataException(source + " does not exist; looked for " + file, e);
        } catch (IOException e) {
            throw new DataException(source + " cannot be read: " + FileFailure.reason(e), e);
        }
    }

    private static NpyHeader header(FileChannel channel, String source) throws IOException {
        return NpyHeader.read(new BufferedInputStream(Channels.newInputStream(channel), 256), source);
    }

    static void requireSize(NpyHeader header, long found, String source) {
        if (found != header.dataBytes()) {
            throw new DataException(source + ": found " + found + " bytes of values, wanted " + header.dataBytes()
                    + " for the shape " + text(header.shape()) + " of dtype "
                    + header.type().descriptor()
                    + (found < header.dataBytes() ? "; was the file cut short?" : ""));
        }
    }

    static String text(List<Long> shape) {
        return shape.stream().map(String::valueOf).collect(Collectors.joining(", ", "(", ")"));
    }

    /** Returns the type and shape. */
    public NpyInfo info() {
        return new NpyInfo(source, header);
    }

    /**
     * Reads consecutive elements of a floating-point array.
     *
     * @param from index of the first element
     * @param count how many
     * @param destination takes them from its position on, and is advanced by {@code count}
     */
    public void readFloats(long from, int count, FloatBuffer destination) {
        requireInside(from, count);
        if (!header.type().isFloat()) {
            throw new IllegalArgumentException(
                    source + " holds " + header.type().descriptor() + ", not floating-point numbers");
        }
        readNumbers(from, count, destination);
    }

    /**
     * Reads consecutive elements of an array of any type as floating-point numbers.
     *
     * @param from index of the first element
     * @param count how many
     * @param destination takes them from its position on, and is advanced by {@code count}
     */
    public void readNumbers(long from, int count, FloatBuffer destination) {
        requireInside(from, count);
        if (header.type() == NpyType.FLOAT32) {
            copyFloats(from, count, destination);
            return;
        }
        for (int i = 0; i < count; i++) {
            destination.put((float) at(from + i));
        }
    }

    private void copyFloats(long from, int count, FloatBuffer destination) {
        int segmentElements = bytes.segmentSize() / Float.BYTES;
        long next = from;
        int left = count;
        while (left > 0) {
            FloatBuffer segment = floats.get((int) (next / segmentElements));
            int start = (int) (next % segmentElements);
            int length = Math.min(left, segmentElements - start);
            destination.put(destination.position(), segment, start, length);
            destination.position(destination.position() + length);
            next += length;
            left -= length;
        }
    }

    /**
     * Reads consecutive elements of a mask; every value but 0 is true.
     *
     * @param from index of the first element
     * @param count how many
     * @param destination takes them
     * @param offset where the first goes
     */
    public void readBooleans(long from, int count, boolean[] destination, int offset) {
        requireInside(from, count);
        if (!header.type().isMask()) {
            throw new IllegalArgumentException(
                    source + " holds " + header.type().descriptor() + ", not a mask");
        }
        for (int i = 0; i < count; i++) {
            destination[offset + i] = at(from + i) != 0;
        }
    }

    /**
     * Returns one element, of any type; a 64-bit integer is exact up to 2^53.
     *
     * @param index of the element
     */
    public double get(long index) {
        requireInside(index, 1);
        return at(index);
    }

    private double at(long index) {
        long position = index * header.type().size();
        return header.type().read(bytes.segmentAt(position), bytes.within(position));
    }

    private void requireInside(long from, int count) {
        if (from < 0 || count < 0 || from > header.elements() - count) {
            throw new IndexOutOfBoundsException(
                    source + " has " + header.elements() + " elements, asked for " + count + " from element " + from);
        }
    }
}
