package dev.attune.datasets.npy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Makes files for tests, with nothing of the code under test but {@link NpyWriter}, which has tests of its own. */
public final class Archives {
    private Archives() {}

    /** Writes an archive as numpy.savez_compressed does. */
    public static Path deflated(Path file, Map<String, byte[]> arrays) {
        return write(file, arrays, ZipEntry.DEFLATED);
    }

    /** Writes an archive as numpy.savez does. */
    public static Path stored(Path file, Map<String, byte[]> arrays) {
        return write(file, arrays, ZipEntry.STORED);
    }

    private static Path write(Path file, Map<String, byte[]> arrays, int method) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> array : arrays.entrySet()) {
                ZipEntry entry = new ZipEntry(array.getKey() + ".npy");
                entry.setMethod(method);
                entry.setSize(array.getValue().length);
                CRC32 crc = new CRC32();
                crc.update(array.getValue());
                entry.setCrc(crc.getValue());
                zip.putNextEntry(entry);
                zip.write(array.getValue());
                zip.closeEntry();
            }
            zip.finish();
            Files.write(file, bytes.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }

    /** Returns a .npy file with any header, of any version, written out by hand. */
    static byte[] npy(int version, String descriptor, boolean fortranOrder, String shape, byte[] values) {
        String header = "{'descr': " + descriptor + ", 'fortran_order': " + (fortranOrder ? "True" : "False")
                + ", 'shape': " + shape + ", }\n";
        byte[] text = header.getBytes(StandardCharsets.UTF_8);
        int lengthBytes = version == 1 ? 2 : 4;
        ByteBuffer buffer = ByteBuffer.wrap(new byte[8 + lengthBytes + text.length + values.length])
                .order(ByteOrder.LITTLE_ENDIAN);
        buffer.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', (byte) version, 0});
        if (version == 1) {
            buffer.putShort((short) text.length);
        } else {
            buffer.putInt(text.length);
        }
        buffer.put(text).put(values);
        return buffer.array();
    }
}
