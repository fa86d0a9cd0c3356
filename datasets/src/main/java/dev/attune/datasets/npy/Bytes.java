package dev.attune.datasets.npy;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * The values of an array as little-endian bytes, in segments because one buffer holds less than 2 GiB.
 *
 * <p>All access is absolute, so that threads may share it. A segment's size is a multiple of 8: no element lies across two.
 */
final class Bytes {
    /** Least number of bytes worth a mapping; Linux allows a process 65,530 mappings. */
    static final int LEAST_MAPPED = 1 << 16;

    static final int SEGMENT = 1 << 30;

    private final List<ByteBuffer> segments;
    private final int segmentSize;

    private Bytes(List<ByteBuffer> segments, int segmentSize) {
        this.segments = List.copyOf(segments);
        this.segmentSize = segmentSize;
    }

    static Bytes of(byte[] values) {
        return new Bytes(List.of(ByteBuffer.wrap(values).order(ByteOrder.LITTLE_ENDIAN)), SEGMENT);
    }

    /** Takes part of a file: maps it, or copies it when it is small. The channel may be closed afterwards. */
    static Bytes of(FileChannel channel, long offset, long length) throws IOException {
        return length < LEAST_MAPPED ? copy(channel, offset, (int) length) : map(channel, offset, length, SEGMENT);
    }

    static Bytes map(FileChannel channel, long offset, long length, int segmentSize) throws IOException {
        List<ByteBuffer> segments = new ArrayList<>();
        for (long start = 0; start < length; start += segmentSize) {
            long size = Math.min(segmentSize, length - start);
            segments.add(channel.map(FileChannel.MapMode.READ_ONLY, offset + start, size)
                    .order(ByteOrder.LITTLE_ENDIAN));
        }
        return new Bytes(segments, segmentSize);
    }

    private static Bytes copy(FileChannel channel, long offset, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, offset + buffer.position()) < 0) {
                throw new EOFException();
            }
        }
        return of(buffer.array());
    }

    int segmentSize() {
        return segmentSize;
    }

    List<ByteBuffer> segments() {
        return segments;
    }

    ByteBuffer segmentAt(long position) {
        return segments.get((int) (position / segmentSize));
    }

    int within(long position) {
        return (int) (position % segmentSize);
    }
}
