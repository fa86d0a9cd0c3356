package dev.attune.datasets.npy;

import dev.attune.api.DataException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What stands before the values of an array.
 *
 * @param type of the elements
 * @param shape extent of each dimension
 * @param length bytes of the header itself, up to the first value
 */
record NpyHeader(NpyType type, List<Long> shape, int length) {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};

    /** A header of more than this is not one of an array of plain numbers. */
    private static final int MOST_BYTES = 1 << 16;

    private static final Pattern DESCRIPTOR = Pattern.compile("['\"]descr['\"]\\s*:\\s*(['\"]([^'\"]*)['\"]|\\[)");
    private static final Pattern FORTRAN_ORDER = Pattern.compile("['\"]fortran_order['\"]\\s*:\\s*(True|False)");
    private static final Pattern SHAPE = Pattern.compile("['\"]shape['\"]\\s*:\\s*\\(([0-9L,\\s]*)\\)");

    NpyHeader {
        shape = List.copyOf(shape);
    }

    /** Returns the number of elements. */
    long elements() {
        return shape.stream().reduce(1L, Math::multiplyExact);
    }

    /** Returns the number of bytes of the values. */
    long dataBytes() {
        return Math.multiplyExact(elements(), type.size());
    }

    /**
     * Reads a header and leaves the stream at the first value.
     *
     * @param source how messages name the array
     */
    static NpyHeader read(InputStream in, String source) throws IOException {
        byte[] prefix = take(in, MAGIC.length + 2, source);
        for (int i = 0; i < MAGIC.length; i++) {
            if (prefix[i] != MAGIC[i]) {
                throw new DataException(
                        source + ": found no NumPy array, wanted one; a .npy file begins with the bytes 93 'NUMPY'");
            }
        }
        int major = Byte.toUnsignedInt(prefix[MAGIC.length]);
        if (major < 1 || major > 3) {
            throw new DataException(source + ": found version " + major + " of the .npy format, wanted 1, 2 or 3");
        }
        int lengthBytes = major == 1 ? Short.BYTES : Integer.BYTES;
        ByteBuffer lengthField = ByteBuffer.wrap(take(in, lengthBytes, source)).order(ByteOrder.LITTLE_ENDIAN);
        long length =
                major == 1 ? Short.toUnsignedInt(lengthField.getShort()) : Integer.toUnsignedLong(lengthField.getInt());
        if (length > MOST_BYTES) {
            throw new DataException(source + ": found a header of " + length + " bytes, wanted at most " + MOST_BYTES);
        }
        String text = new String(take(in, (int) length, source), StandardCharsets.UTF_8);
        return parse(text, prefix.length + lengthBytes + (int) length, source);
    }

    private static byte[] take(InputStream in, int count, String source) throws IOException {
        try {
            byte[] bytes = in.readNBytes(count);
            if (bytes.length == count) {
                return bytes;
            }
        } catch (EOFException e) {
            throw endsInHeader(source, e);
        }
        throw endsInHeader(source, null);
    }

    private static DataException endsInHeader(String source, @Nullable Throwable cause) {
        String message = source + ": found the end of the data inside the array's header; was the file cut short?";
        return cause == null ? new DataException(message) : new DataException(message, cause);
    }

    private static NpyHeader parse(String text, int length, String source) {
        Matcher descriptor = DESCRIPTOR.matcher(text);
        Matcher fortranOrder = FORTRAN_ORDER.matcher(text);
        Matcher shape = SHAPE.matcher(text);
        if (!descriptor.find() || !fortranOrder.find() || !shape.find()) {
            throw new DataException(source + ": found the header '" + text.strip()
                    + "', wanted one with descr, fortran_order and shape");
        }
        if (fortranOrder.group(1).equals("True")) {
            throw new DataException(source + ": found an array in Fortran order, wanted C order;"
                    + " save numpy.ascontiguousarray(x) instead");
        }
        List<Long> extents = new ArrayList<>();
        for (String extent : shape.group(1).split(",", -1)) {
            if (!extent.isBlank()) {
                extents.add(Long.parseLong(extent.strip().replace("L", "")));
            }
        }
        return checked(new NpyHeader(type(descriptor, source), extents, length), source);
    }

    private static NpyType type(Matcher descriptor, String source) {
        String found = descriptor.group(2) == null ? "a structured type" : "dtype " + descriptor.group(2);
        if (found.startsWith("dtype >")) {
            throw new DataException(source + ": found " + found + " (big-endian), wanted little-endian; save x.astype('"
                    + found.substring("dtype ".length()).replace('>', '<') + "') instead");
        }
        return NpyType.of(found.replace("dtype ", ""))
                .orElseThrow(() ->
                        new DataException(source + ": found " + found + ", wanted one of " + NpyType.descriptors()));
    }

    private static NpyHeader checked(NpyHeader header, String source) {
        try {
            header.dataBytes();
            return header;
        } catch (ArithmeticException e) {
            throw new DataException(
                    source + ": found the shape " + header.shape() + ", wanted one that fits a file", e);
        }
    }
}
