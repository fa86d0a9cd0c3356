package dev.attune.bench.micro;

import dev.attune.datasets.npy.NpyWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes a packed corpus of noise, uncompressed, which can be read in place: 40 clips, 123 MB. */
final class PackedFile {
    private static final int CLIPS = 40;
    private static final int FRAMES_PER_CLIP = 1_500;

    private PackedFile() {}

    static void write(Path file) throws IOException {
        int frames = CLIPS * FRAMES_PER_CLIP;
        int[] lengths = new int[CLIPS];
        Arrays.fill(lengths, FRAMES_PER_CLIP);
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
            store(out, "visual", NpyWriter.encode(Noise.values(1, frames * 256), frames, 256));
            store(out, "audio", NpyWriter.encode(Noise.values(2, frames * 128), frames, 128));
            store(out, "text", NpyWriter.encode(Noise.values(3, frames * 128), frames, 128));
            store(out, "labels_valence_arousal", NpyWriter.encode(Noise.values(4, frames * 2), frames, 2));
            store(out, "lengths", NpyWriter.encode(lengths, CLIPS));
        }
    }

    private static void store(ZipOutputStream out, String name, byte[] content) throws IOException {
        CRC32 checksum = new CRC32();
        checksum.update(content);
        ZipEntry entry = new ZipEntry(name + ".npy");
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(checksum.getValue());
        out.putNextEntry(entry);
        out.write(content);
        out.closeEntry();
    }
}
