package dev.attune.datasets.npy;

import static java.util.Objects.requireNonNull;

import dev.attune.api.DataException;
import dev.attune.api.PublicApi;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;

/**
 * The arrays of a {@code .npz} file, each taken when it is first asked for.
 *
 * <p>A stored member ({@code numpy.savez}) is mapped in place. A deflated one ({@code numpy.savez_compressed}) is inflated once: to
 * the heap up to 16 MiB, else to a file in the folder for temporary files, which needs as much room there as the array has bytes
 * and is mapped and deleted. The archive is not held open. Checksums of deflated members are verified; those of stored ones are
 * not, since that would read all of them. Safe for use by several threads.
 *
 * @since 0.1
 */
@PublicApi(usage = PublicApi.Usage.CALL, state = PublicApi.State.EXPERIMENTAL, since = "0.1")
public final class NpzFile implements AutoCloseable {
    private static final int MOST_HEAP = 1 << 24;
    private static final int BUFFER = 1 << 16;
    private static final String SUFFIX = ".npy";

    private final Path file;
    private final String source;
    private final int mostHeap;
    private final Map<String, ZipDirectory.Member> members;
    private final TemporaryFiles temporaryFiles;
    private final Map<String, NpyArray> arrays = new LinkedHashMap<>();
    private final List<Path> leftovers = new ArrayList<>();
    private boolean closed;

    private NpzFile(
            Path file,
            String source,
            int mostHeap,
            Map<String, ZipDirectory.Member> members,
            TemporaryFiles temporaryFiles) {
        this.file = file;
        this.source = source;
        this.mostHeap = mostHeap;
        this.members = members;
        this.temporaryFiles = temporaryFiles;
    }

    /** Makes empty files for what is inflated. */
    @FunctionalInterface
    interface TemporaryFiles {
        Path create() throws IOException;
    }

    /**
     * Reads the directory of an archive.
     *
     * @param file the archive
     * @param source how messages name it, for example {@code train.npz}
     * @throws DataException if it is missing or not a complete archive
     */
    public static NpzFile open(Path file, String source) {
        return open(file, source, MOST_HEAP);
    }

    static NpzFile open(Path file, String source, int mostHeap) {
        return open(file, source, mostHeap, () -> Files.createTempFile("attune-", SUFFIX));
    }

    static NpzFile open(Path file, String source, int mostHeap, TemporaryFiles temporaryFiles) {
        requireNonNull(source, "source is null");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            Map<String, ZipDirectory.Member> members = new LinkedHashMap<>();
            ZipDirectory.read(channel, source).forEach((name, member) -> {
                if (name.endsWith(SUFFIX)) {
                    members.put(name.substring(0, name.length() - SUFFIX.length()), member);
                }
            });
            return new NpzFile(file, source, mostHeap, members, temporaryFiles);
        } catch (NoSuchFileException e) {
            throw new DataException(source + " does not exist; looked for " + file, e);
        } catch (IOException e) {
            throw new DataException(source + " cannot be read: " + FileFailure.reason(e), e);
        }
    }

    /** Returns the names of the arrays, in the order of the archive. */
    public Set<String> names() {
        return members.keySet();
    }

    /**
     * Returns how messages name an array of this file.
     *
     * @param name of the array
     */
    public String source(String name) {
        return source + ", array " + name;
    }

    /**
     * Returns type and shape of an array, reading its header alone.
     *
     * @param name one of {@link #names()}
     * @throws DataException if it cannot be read
     */
    public NpyInfo inspect(String name) {
        ZipDirectory.Member member = member(name);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
                InputStream in = content(channel, member)) {
            NpyHeader header = NpyHeader.read(in, source(name));
            NpyArray.requireSize(header, member.size() - header.length(), source(name));
            return new NpyInfo(source(name), header);
        } catch (IOException e) {
            throw unreadable(name, e);
        }
    }

    /**
     * Returns an array.
     *
     * @param name one of {@link #names()}
     * @throws DataException if it cannot be read, or there is no room to inflate it
     * @throws IllegalStateException if this is closed
     */
    public synchronized NpyArray array(String name) {
        if (closed) {
            throw new IllegalStateException(source + " is closed");
        }
        NpyArray known = arrays.get(name);
        if (known != null) {
            return known;
        }
        ZipDirectory.Member member = member(name);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
                InputStream in = content(channel, member)) {
            NpyHeader header = NpyHeader.read(in, source(name));
            NpyArray.requireSize(header, member.size() - header.length(), source(name));
            Bytes bytes = member.method() == ZipDirectory.STORED
                    ? Bytes.of(channel, member.offset() + header.length(), header.dataBytes())
                    : inflate(channel, member, name, header);
            NpyArray array = new NpyArray(source(name), header, bytes);
            arrays.put(name, array);
            return array;
        } catch (IOException e) {
            throw unreadable(name, e);
        }
    }

    /** Lets go of the arrays; those handed out before stay readable. */
    @Override
    public synchronized void close() {
        closed = true;
        arrays.clear();
        for (Path leftover : leftovers) {
            try {
                Files.deleteIfExists(leftover);
            } catch (IOException e) {
                // Still mapped, which only Windows minds; the JVM deletes it when it ends.
                leftover.toFile().deleteOnExit();
            }
        }
        leftovers.clear();
    }

    private ZipDirectory.Member member(String name) {
        ZipDirectory.Member member = members.get(name);
        if (member == null) {
            throw new IllegalArgumentException(source + " has no array " + name + ", only " + names());
        }
        return member;
    }

    private Bytes inflate(FileChannel channel, ZipDirectory.Member member, String name, NpyHeader header)
            throws IOException {
        try (InputStream in = content(channel, member)) {
            if (member.size() <= mostHeap) {
                byte[] whole = in.readNBytes((int) member.size());
                CRC32 crc = new CRC32();
                crc.update(whole);
                requireWhole(member, whole.length, crc);
                byte[] values = new byte[whole.length - header.length()];
                System.arraycopy(whole, header.length(), values, 0, values.length);
                return Bytes.of(values);
            }
            return inflateToFile(in, member, name, header);
        }
    }

    private Bytes inflateToFile(InputStream in, ZipDirectory.Member member, String name, NpyHeader header)
            throws IOException {
        Path inflated = temporaryFile(name, member);
        leftovers.add(inflated);
        try (FileChannel out = FileChannel.open(inflated, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            copy(in, member, name, out);
            return Bytes.of(out, header.length(), header.dataBytes());
        } finally {
            // What failed is of no use, and where the system allows it, a mapped file can go at once.
            // Then not even a killed JVM leaves it behind.
            if (inflated.toFile().delete()) {
                leftovers.remove(inflated);
            }
        }
    }

    private Path temporaryFile(String name, ZipDirectory.Member member) {
        try {
            return temporaryFiles.create();
        } catch (IOException e) {
            throw noRoom(name, member, e);
        }
    }

    private void copy(InputStream in, ZipDirectory.Member member, String name, FileChannel out) throws IOException {
        CRC32 crc = new CRC32();
        byte[] buffer = new byte[BUFFER];
        long total = 0;
        while (total < member.size()) {
            int count = in.readNBytes(buffer, 0, (int) Math.min(BUFFER, member.size() - total));
            if (count == 0) {
                break;
            }
            crc.update(buffer, 0, count);
            try {
                ByteBuffer chunk = ByteBuffer.wrap(buffer, 0, count);
                while (chunk.hasRemaining()) {
                    out.write(chunk);
                }
            } catch (IOException e) {
                throw noRoom(name, member, e);
            }
            total += count;
        }
        requireWhole(member, total, crc);
    }

    private DataException noRoom(String name, ZipDirectory.Member member, IOException cause) {
        return new DataException(
                source(name) + ": its " + member.size()
                        + " bytes cannot be inflated to the folder for temporary files, "
                        + System.getProperty("java.io.tmpdir") + ": " + FileFailure.reason(cause)
                        + "; make room there, or name another folder with -Djava.io.tmpdir=",
                cause);
    }

    private static void requireWhole(ZipDirectory.Member member, long length, CRC32 crc) throws IOException {
        if (length != member.size() || crc.getValue() != member.crc()) {
            throw new ZipException("the content does not have the recorded length and checksum");
        }
    }

    private static InputStream content(FileChannel channel, ZipDirectory.Member member) throws IOException {
        channel.position(member.offset());
        InputStream raw = new BufferedInputStream(Channels.newInputStream(channel), BUFFER);
        return member.method() == ZipDirectory.STORED ? raw : new OwnInflater(raw);
    }

    private DataException unreadable(String name, IOException cause) {
        boolean damaged = cause instanceof EOFException || cause instanceof ZipException;
        return new DataException(
                source(name) + " cannot be read: " + FileFailure.reason(cause)
                        + (damaged ? "; was the file damaged or cut short?" : ""),
                cause);
    }

    /** Frees its native inflater, which the superclass does only for one of its own making. */
    private static final class OwnInflater extends InflaterInputStream {
        OwnInflater(InputStream in) {
            super(in, new Inflater(true), BUFFER);
        }

        @Override
        public void close() throws IOException {
            inf.end();
            super.close();
        }
    }
}
