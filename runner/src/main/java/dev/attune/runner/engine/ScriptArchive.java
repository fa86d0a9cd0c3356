package dev.attune.runner.engine;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes a TorchScript archive: the source of one class, and the tensors that it holds.
 *
 * <p>The format is that of {@code torch.jit.save}: a zip of stored entries below one folder, with the code as text, the module as a
 * pickle, and each tensor's values in a file of its own.
 */
final class ScriptArchive {
    /** The name of the class in the archive. */
    static final String TYPE = "__torch__.Attune";

    private static final String FOLDER = "attune/";
    private static final int ALIGNMENT = 64; // tensors are mapped where they lie
    private static final int LOCAL_HEADER = 30;
    private static final LocalDateTime EPOCH = LocalDateTime.of(1980, 1, 1, 0, 0);
    private static final byte[] NO_CONSTANTS = {(byte) 0x80, 2, ')', '.'}; // an empty tuple

    private ScriptArchive() {}

    /**
     * Writes an archive.
     *
     * @param source the class {@code Attune}, which declares {@code training : bool} and each tensor as an attribute of its name
     * @param tensors name to tensor
     * @param notes name to text, which the module does not need
     */
    static byte[] write(String source, Map<String, StoredTensor> tensors, Map<String, String> notes) {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("data.pkl", Pickle.module(TYPE, tensors));
        entries.put("code/__torch__.py", source.getBytes(StandardCharsets.UTF_8));
        entries.put("constants.pkl", NO_CONSTANTS);
        entries.put("version", "3\n".getBytes(StandardCharsets.US_ASCII));
        entries.put("byteorder", "little".getBytes(StandardCharsets.US_ASCII));
        int index = 0;
        for (StoredTensor tensor : tensors.values()) {
            entries.put("data/" + index++, tensor.bytes());
        }
        notes.forEach((name, text) -> entries.put("extra/" + name, text.getBytes(StandardCharsets.UTF_8)));
        return zip(entries);
    }

    private static byte[] zip(Map<String, byte[]> entries) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> file : entries.entrySet()) {
                zip.flush();
                zip.putNextEntry(entry(FOLDER + file.getKey(), file.getValue(), bytes.size()));
                zip.write(file.getValue());
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory has none
        }
        return bytes.toByteArray();
    }

    /** Makes a stored entry whose content begins at a multiple of the alignment, filled up by an extra field. */
    private static ZipEntry entry(String name, byte[] content, int start) {
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCompressedSize(content.length);
        CRC32 sum = new CRC32();
        sum.update(content);
        entry.setCrc(sum.getValue());
        entry.setTimeLocal(
                EPOCH); // the same archive for the same model, and no extra field that would shift the content
        int bare = start + LOCAL_HEADER + name.getBytes(StandardCharsets.UTF_8).length;
        int fill = Math.floorMod(-bare, ALIGNMENT);
        int extra = fill < 4 ? fill + ALIGNMENT : fill;
        byte[] padding = new byte[extra];
        ByteBuffer.wrap(padding)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put((byte) 'F')
                .put((byte) 'B')
                .putShort((short) (extra - 4));
        entry.setExtra(padding);
        return entry;
    }
}
