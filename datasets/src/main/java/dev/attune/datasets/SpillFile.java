package dev.attune.datasets;

import dev.attune.api.DataException;
import dev.attune.datasets.npy.FileFailure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Holds numbers that were parsed out of text in a file in the folder for temporary files, so that each text is parsed once and the
 * heap holds none of them.
 *
 * <p>The file is mapped, and deleted at once where the system allows it: then not even a killed JVM leaves it behind.
 */
final class SpillFile implements AutoCloseable {
    /** Large, because Linux gives a process 65,530 mappings; a file with holes takes no room for what is not written. */
    private static final int SEGMENT = 1 << 26;

    private static final int CHUNK = 1 << 20;

    private final String corpus;
    private final int segmentSize;
    private @Nullable FileChannel channel;
    private @Nullable Path leftover;
    private @Nullable ByteBuffer segment;
    private long segmentStart;
    private long end;

    /**
     * @param corpus how messages name the corpus
     */
    SpillFile(String corpus) {
        this(corpus, SEGMENT);
    }

    SpillFile(String corpus, int segmentSize) {
        this.corpus = corpus;
        this.segmentSize = segmentSize;
    }

    /**
     * Writes numbers.
     *
     * @param values are copied
     * @return the same, mapped; to be read through duplicates
     */
    synchronized FloatBuffer write(float[] values) {
        try {
            long bytes = Math.multiplyExact((long) values.length, Float.BYTES);
            ByteBuffer target = room(bytes);
            FileChannel out = opened();
            long position = end;
            ByteBuffer chunk = ByteBuffer.allocate(CHUNK).order(ByteOrder.LITTLE_ENDIAN);
            for (int from = 0; from < values.length; from += CHUNK / Float.BYTES) {
                int count = Math.min(CHUNK / Float.BYTES, values.length - from);
                chunk.clear().limit(count * Float.BYTES);
                chunk.asFloatBuffer().put(values, from, count);
                while (chunk.hasRemaining()) {
                    // Through the channel, because a mapping of a full disk does not report what is wrong but aborts.
                    position += out.write(chunk, position);
                }
            }
            ByteBuffer written = target.slice((int) (end - segmentStart), (int) bytes);
            end += bytes;
            return written.order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
        } catch (IOException e) {
            throw new DataException(
                    corpus + ": its numbers cannot be kept in the folder for temporary files, "
                            + System.getProperty("java.io.tmpdir") + ": " + FileFailure.reason(e)
                            + "; make room there, or name another folder with -Djava.io.tmpdir=",
                    e);
        }
    }

    /** Returns a segment with room for some bytes after the end. */
    private ByteBuffer room(long bytes) throws IOException {
        ByteBuffer current = segment;
        if (current != null && end + bytes <= segmentStart + current.capacity()) {
            return current;
        }
        FileChannel file = opened();
        segmentStart = current == null ? 0 : segmentStart + current.capacity();
        end = segmentStart;
        long size = Math.max(segmentSize, bytes);
        file.write(ByteBuffer.allocate(1), segmentStart + size - 1);
        current = file.map(FileChannel.MapMode.READ_ONLY, segmentStart, size);
        segment = current;
        return current;
    }

    private FileChannel opened() throws IOException {
        FileChannel known = channel;
        if (known != null) {
            return known;
        }
        Path file = Files.createTempFile("attune-", ".f4");
        known = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
        channel = known;
        if (!file.toFile().delete()) {
            leftover = file;
        }
        return known;
    }

    @Override
    public synchronized void close() {
        FileChannel open = channel;
        channel = null;
        segment = null;
        try {
            if (open != null) {
                open.close();
            }
            if (leftover != null) {
                Files.deleteIfExists(leftover);
                leftover = null;
            }
        } catch (IOException e) {
            // A file that is still mapped cannot go on every system; it is in the folder for what may go.
            leftover = null;
        }
    }
}
