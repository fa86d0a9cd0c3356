package dev.attune.datasets.npy;

import dev.attune.api.DataException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads the table of contents of a zip archive.
 *
 * <p>The class library's own reader does not tell where in the file a member lies, which is what mapping it in place needs. Layout:
 * PKWARE APPNOTE 6.3, sections 4.3.7 (local header), 4.3.12 (central header), 4.3.14 to 4.3.16 (end records).
 */
final class ZipDirectory {
    static final int STORED = 0;
    static final int DEFLATED = 8;

    private static final int END = 0x06054b50;
    private static final int END_LENGTH = 22;
    private static final int END_64_LOCATOR = 0x07064b50;
    private static final int END_64_LOCATOR_LENGTH = 20;
    private static final int END_64 = 0x06064b50;
    private static final int END_64_LENGTH = 56;
    private static final int CENTRAL = 0x02014b50;
    private static final int CENTRAL_LENGTH = 46;
    private static final int LOCAL = 0x04034b50;
    private static final int LOCAL_LENGTH = 30;
    private static final int LONGEST_COMMENT = 0xFFFF;
    private static final long SEE_EXTRA_FIELD = 0xFFFFFFFFL;
    private static final int EXTRA_64 = 1;
    private static final int ENCRYPTED = 1;

    private final FileChannel channel;
    private final String source;

    private ZipDirectory(FileChannel channel, String source) {
        this.channel = channel;
        this.source = source;
    }

    /**
     * A member of the archive.
     *
     * @param method {@link #STORED} or {@link #DEFLATED}
     * @param offset where its bytes begin in the file
     * @param compressed number of its bytes in the file
     * @param size number of its bytes when inflated
     * @param crc their CRC-32
     */
    record Member(int method, long offset, long compressed, long size, long crc) {}

    /** Returns the members by name, in the order of the directory. */
    static Map<String, Member> read(FileChannel channel, String source) throws IOException {
        return new ZipDirectory(channel, source).members();
    }

    private Map<String, Member> members() throws IOException {
        ByteBuffer end = end();
        long count = Short.toUnsignedInt(end.getShort(10));
        long size = Integer.toUnsignedLong(end.getInt(12));
        long offset = Integer.toUnsignedLong(end.getInt(16));
        if (count == 0xFFFF || size == SEE_EXTRA_FIELD || offset == SEE_EXTRA_FIELD) {
            ByteBuffer end64 = end64();
            count = end64.getLong(32);
            size = end64.getLong(40);
            offset = end64.getLong(48);
        }
        if (size < 0 || size > Integer.MAX_VALUE) {
            throw broken("its directory claims " + size + " bytes");
        }
        ByteBuffer directory = bytes(offset, (int) size);
        Map<String, Member> members = new LinkedHashMap<>();
        for (long i = 0; i < count; i++) {
            readMember(directory, members);
        }
        return members;
    }

    private ByteBuffer end() throws IOException {
        int length = (int) Math.min(channel.size(), END_LENGTH + LONGEST_COMMENT);
        ByteBuffer tail = bytes(channel.size() - length, length);
        for (int at = length - END_LENGTH; at >= 0; at--) {
            if (tail.getInt(at) == END && Short.toUnsignedInt(tail.getShort(at + 20)) == length - END_LENGTH - at) {
                endOffset = channel.size() - length + at;
                return tail.slice(at, END_LENGTH).order(ByteOrder.LITTLE_ENDIAN);
            }
        }
        throw broken("its directory, which stands at the end, is missing");
    }

    private long endOffset;

    private ByteBuffer end64() throws IOException {
        ByteBuffer locator = bytes(endOffset - END_64_LOCATOR_LENGTH, END_64_LOCATOR_LENGTH);
        require(locator.getInt(0) == END_64_LOCATOR);
        ByteBuffer end64 = bytes(locator.getLong(8), END_64_LENGTH);
        require(end64.getInt(0) == END_64);
        return end64;
    }

    private void readMember(ByteBuffer directory, Map<String, Member> members) throws IOException {
        require(directory.remaining() >= CENTRAL_LENGTH);
        ByteBuffer entry = directory.slice().order(ByteOrder.LITTLE_ENDIAN);
        require(entry.getInt(0) == CENTRAL);
        int nameLength = Short.toUnsignedInt(entry.getShort(28));
        int extraLength = Short.toUnsignedInt(entry.getShort(30));
        int commentLength = Short.toUnsignedInt(entry.getShort(32));
        require(entry.remaining() >= CENTRAL_LENGTH + nameLength + extraLength + commentLength);
        byte[] name = new byte[nameLength];
        entry.get(CENTRAL_LENGTH, name);
        long[] sizes = sizes(
                entry, entry.slice(CENTRAL_LENGTH + nameLength, extraLength).order(ByteOrder.LITTLE_ENDIAN));
        String text = new String(name, StandardCharsets.UTF_8);
        members.put(text, member(text, entry, sizes));
        directory.position(directory.position() + CENTRAL_LENGTH + nameLength + extraLength + commentLength);
    }

    /** Returns size, compressed size and offset of the local header, taking from the extra field what 32 bits could not hold. */
    private long[] sizes(ByteBuffer entry, ByteBuffer extra) {
        long[] sizes = {
            Integer.toUnsignedLong(entry.getInt(24)),
            Integer.toUnsignedLong(entry.getInt(20)),
            Integer.toUnsignedLong(entry.getInt(42))
        };
        while (extra.remaining() >= 4) {
            int id = Short.toUnsignedInt(extra.getShort());
            int length = Short.toUnsignedInt(extra.getShort());
            require(extra.remaining() >= length);
            if (id == EXTRA_64) {
                ByteBuffer values = extra.slice(extra.position(), length).order(ByteOrder.LITTLE_ENDIAN);
                for (int i = 0; i < sizes.length; i++) {
                    if (sizes[i] == SEE_EXTRA_FIELD) {
                        require(values.remaining() >= Long.BYTES);
                        sizes[i] = values.getLong();
                    }
                }
            }
            extra.position(extra.position() + length);
        }
        return sizes;
    }

    private Member member(String name, ByteBuffer entry, long[] sizes) throws IOException {
        int method = Short.toUnsignedInt(entry.getShort(10));
        if ((entry.getShort(8) & ENCRYPTED) != 0 || (method != STORED && method != DEFLATED)) {
            throw new DataException(source + ", member " + name
                    + ": found an encrypted member or an unknown compression, wanted what numpy.savez or"
                    + " numpy.savez_compressed write");
        }
        ByteBuffer local = bytes(sizes[2], LOCAL_LENGTH);
        require(local.getInt(0) == LOCAL);
        long offset = sizes[2]
                + LOCAL_LENGTH
                + Short.toUnsignedInt(local.getShort(26))
                + Short.toUnsignedInt(local.getShort(28));
        if (sizes[0] < 0 || sizes[1] < 0 || offset + sizes[1] > channel.size()) {
            throw broken("member " + name + " ends beyond the file");
        }
        return new Member(method, offset, sizes[1], sizes[0], Integer.toUnsignedLong(entry.getInt(16)));
    }

    private ByteBuffer bytes(long offset, int length) throws IOException {
        if (offset < 0 || offset > channel.size() - length) {
            throw broken("its directory points beyond the file");
        }
        ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, offset + buffer.position()) < 0) {
                throw new EOFException();
            }
        }
        return buffer.flip();
    }

    private void require(boolean condition) {
        if (!condition) {
            throw broken("its directory is damaged");
        }
    }

    private DataException broken(String why) {
        return new DataException(
                source + " is not a complete .npz (zip) file: " + why + "; was it cut short while being copied?");
    }
}
