package dev.attune.datasets.npy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.attune.api.DataException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NpzFileTest {
    @TempDir
    Path folder;

    @Property(tries = 60)
    void whatIsWrittenIsRead(
            @ForAll @Size(max = 200) float[] values,
            @ForAll boolean[] flags,
            @ForAll int[] numbers,
            @ForAll boolean deflate,
            @ForAll @IntRange(max = 2000) int mostHeap)
            throws IOException {
        Map<String, byte[]> arrays = new LinkedHashMap<>();
        arrays.put("flags", NpyWriter.encode(flags, flags.length));
        arrays.put("values", NpyWriter.encode(values, values.length, 1));
        arrays.put("numbers", NpyWriter.encode(numbers, numbers.length));
        Path file = Files.createTempFile("attune-test", ".npz");
        try (NpzFile npz = NpzFile.open(
                deflate ? Archives.deflated(file, arrays) : Archives.stored(file, arrays), "a.npz", mostHeap)) {
            assertThat(npz.names()).containsExactly("flags", "values", "numbers");
            assertThat(npz.inspect("values").shape()).containsExactly((long) values.length, 1L);
            FloatBuffer read = FloatBuffer.allocate(values.length);
            npz.array("values").readFloats(0, values.length, read);
            assertThat(read.array()).containsExactly(values);
            boolean[] mask = new boolean[flags.length];
            npz.array("flags").readBooleans(0, flags.length, mask, 0);
            assertThat(mask).containsExactly(flags);
            for (int i = 0; i < numbers.length; i++) {
                assertThat(npz.array("numbers").get(i)).isEqualTo(numbers[i]);
            }
        } finally {
            Files.delete(file);
        }
    }

    @Test
    void largeMembersAreReadFromAMappedFile() {
        float[] values = values(Bytes.LEAST_MAPPED);
        Map<String, byte[]> arrays = Map.of("a", NpyWriter.encode(values, values.length));
        for (Path file : new Path[] {
            Archives.deflated(folder.resolve("deflated.npz"), arrays),
            Archives.stored(folder.resolve("stored.npz"), arrays)
        }) {
            try (NpzFile npz = NpzFile.open(file, "x.npz", 0)) {
                FloatBuffer read = FloatBuffer.allocate(values.length);
                npz.array("a").readFloats(0, values.length, read);
                assertThat(read.array()).containsExactly(values);
            }
        }
    }

    /** The numbers were read from the bytes of the file by a program of another language. */
    @Test
    void anArchiveOfNumPyIsRead() {
        Path file = Path.of(System.getProperty("attune.golden", "")).resolve("head_small_eval.npz");
        try (NpzFile npz = NpzFile.open(file, "head_small_eval.npz")) {
            assertThat(npz.inspect("param/temporal.video.network.0.conv1.weight_v")
                            .shape())
                    .containsExactly(8L, 12L, 5L);
            FloatBuffer read = FloatBuffer.allocate(3);
            npz.array("param/temporal.video.network.0.conv1.bias").readFloats(4, 3, read);
            assertThat(read.array()).containsExactly((float) 0.009619463235139847, (float) 0.14607319235801697, (float)
                    -0.03159397467970848);
        }
    }

    @Test
    void anArchiveCutAtTheEndIsRefused() throws IOException {
        Path file = cut(0.9);
        assertThatThrownBy(() -> NpzFile.open(file, "x.npz"))
                .isInstanceOf(DataException.class)
                .hasMessage(
                        "x.npz is not a complete .npz (zip) file: its directory, which stands at the end, is missing;"
                                + " was it cut short while being copied?");
    }

    @Test
    void aDamagedMemberIsRefused() throws IOException {
        Path file = Archives.deflated(folder.resolve("x.npz"), Map.of("a", NpyWriter.encode(values(1000), 1000)));
        byte[] content = Files.readAllBytes(file);
        // Among the compressed values.
        content[400] ^= 0x55;
        Files.write(file, content);
        try (NpzFile npz = NpzFile.open(file, "x.npz")) {
            assertThatThrownBy(() -> npz.array("a"))
                    .isInstanceOf(DataException.class)
                    .hasMessageStartingWith("x.npz, array a cannot be read: ")
                    .hasMessageEndingWith("; was the file damaged or cut short?");
        }
    }

    @Test
    void aMemberShorterThanItsHeaderSaysIsRefused() {
        byte[] whole = NpyWriter.encode(values(10), 10);
        Path file = Archives.stored(folder.resolve("x.npz"), Map.of("a", Arrays.copyOf(whole, whole.length - 8)));
        try (NpzFile npz = NpzFile.open(file, "x.npz")) {
            assertThatThrownBy(() -> npz.inspect("a"))
                    .isInstanceOf(DataException.class)
                    .hasMessage("x.npz, array a: found 32 bytes of values, wanted 40 for the shape (10) of dtype <f4;"
                            + " was the file cut short?");
        }
    }

    @Test
    void archivesWith64BitFieldsAreRead() throws IOException {
        byte[] array = NpyWriter.encode(new float[] {1, 2, 3}, 3);
        Path file = Files.write(folder.resolve("x.npz"), zip64(array));
        try (NpzFile npz = NpzFile.open(file, "x.npz")) {
            FloatBuffer read = FloatBuffer.allocate(3);
            npz.array("a").readFloats(0, 3, read);
            assertThat(read.array()).containsExactly(1, 2, 3);
        }
    }

    @Test
    void nothingIsLeftInTheFolderForTemporaryFiles() throws IOException {
        Path file = Archives.deflated(
                folder.resolve("x.npz"), Map.of("a", NpyWriter.encode(values(Bytes.LEAST_MAPPED), Bytes.LEAST_MAPPED)));
        long before = temporaryFiles();
        try (NpzFile npz = NpzFile.open(file, "x.npz", 0)) {
            assertThat(npz.array("a").get(5)).isEqualTo(5);
        }
        assertThat(temporaryFiles()).isEqualTo(before);
    }

    @Test
    void nothingIsLeftOfAMemberThatIsDamaged() throws IOException {
        int count = Bytes.LEAST_MAPPED;
        Path file = Archives.deflated(folder.resolve("x.npz"), Map.of("a", NpyWriter.encode(values(count), count)));
        byte[] content = Files.readAllBytes(file);
        // Towards the end, so that much was written before it shows.
        content[content.length - 2000] ^= 0x55;
        Files.write(file, content);
        Path temporary = Files.createDirectory(folder.resolve("temporary"));
        List<Path> made = new ArrayList<>();
        NpzFile.TemporaryFiles files = () -> {
            made.add(Files.createTempFile(temporary, "a", ".npy"));
            return made.get(0);
        };
        try (NpzFile npz = NpzFile.open(file, "x.npz", 0, files)) {
            assertThatThrownBy(() -> npz.array("a"))
                    .isInstanceOf(DataException.class)
                    .hasMessageStartingWith("x.npz, array a cannot be read: ")
                    .hasMessageEndingWith("; was the file damaged or cut short?");
            assertThat(made).hasSize(1);
            assertThat(temporary).isEmptyDirectory();
        }
    }

    @Test
    void aFullDiskIsNotTakenForADamagedFile() throws IOException {
        Path device = Path.of("/dev/full");
        assumeTrue(Files.exists(device), "only Linux has a device that is always full");
        Path full = folder.resolve("full.npy");
        Path file = Archives.deflated(folder.resolve("x.npz"), Map.of("a", NpyWriter.encode(values(100), 100)));
        try (NpzFile npz = NpzFile.open(file, "x.npz", 0, () -> Files.createSymbolicLink(full, device))) {
            assertThatThrownBy(() -> npz.array("a"))
                    .isInstanceOf(DataException.class)
                    .hasMessage(noRoom("No space left on device"));
        }
        assertThat(full).doesNotExist();
        assertThat(Files.isSymbolicLink(full)).isFalse();
    }

    @Test
    void aFolderForTemporaryFilesThatIsMissingIsNamed() {
        Path file = Archives.deflated(folder.resolve("x.npz"), Map.of("a", NpyWriter.encode(values(100), 100)));
        try (NpzFile npz =
                NpzFile.open(file, "x.npz", 0, () -> Files.createTempFile(folder.resolve("none"), "a", ".npy"))) {
            assertThatThrownBy(() -> npz.array("a"))
                    .isInstanceOf(DataException.class)
                    .hasMessage(noRoom("it does not exist"));
        }
    }

    private static String noRoom(String reason) {
        return "x.npz, array a: its 528 bytes cannot be inflated to the folder for temporary files, "
                + System.getProperty("java.io.tmpdir") + ": " + reason
                + "; make room there, or name another folder with -Djava.io.tmpdir=";
    }

    @Test
    void aClosedArchiveGivesNoMoreArrays() {
        Path file = Archives.deflated(folder.resolve("x.npz"), Map.of("a", NpyWriter.encode(values(100), 100)));
        NpzFile npz = NpzFile.open(file, "x.npz", 0);
        NpyArray before = npz.array("a");
        npz.close();
        assertThat(before.get(7)).isEqualTo(7);
        assertThatThrownBy(() -> npz.array("a"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("x.npz is closed");
    }

    private static long temporaryFiles() throws IOException {
        try (var files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(file -> file.getFileName().toString().matches("attune-[0-9]+\\.npy"))
                    .count();
        }
    }

    private Path cut(double share) throws IOException {
        Path file = Archives.deflated(folder.resolve("x.npz"), Map.of("a", NpyWriter.encode(values(1000), 1000)));
        byte[] content = Files.readAllBytes(file);
        return Files.write(file, Arrays.copyOf(content, (int) (content.length * share)));
    }

    private static float[] values(int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = i;
        }
        return values;
    }

    /** Writes out by hand what a writer does whose members or directory lie beyond 4 GiB. */
    private static byte[] zip64(byte[] member) {
        byte[] name = "a.npy".getBytes(StandardCharsets.US_ASCII);
        CRC32 crc = new CRC32();
        crc.update(member);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        write(
                out,
                little(30 + name.length)
                        .putInt(0x04034b50)
                        .putShort((short) 45)
                        .putShort((short) 0)
                        .putShort((short) 0)
                        .putInt(0)
                        .putInt((int) crc.getValue())
                        .putInt(member.length)
                        .putInt(member.length)
                        .putShort((short) name.length)
                        .putShort((short) 0)
                        .put(name));
        out.writeBytes(member);
        long directory = out.size();
        write(
                out,
                little(46 + name.length + 28)
                        .putInt(0x02014b50)
                        .putShort((short) 45)
                        .putShort((short) 45)
                        .putShort((short) 0)
                        .putShort((short) 0)
                        .putInt(0)
                        .putInt((int) crc.getValue())
                        .putInt(-1)
                        .putInt(-1)
                        .putShort((short) name.length)
                        .putShort((short) 28)
                        .putShort((short) 0)
                        .putShort((short) 0)
                        .putShort((short) 0)
                        .putInt(0)
                        .putInt(-1)
                        .put(name)
                        .putShort((short) 1)
                        .putShort((short) 24)
                        .putLong(member.length)
                        .putLong(member.length)
                        .putLong(0));
        long end = out.size();
        write(
                out,
                little(56)
                        .putInt(0x06064b50)
                        .putLong(44)
                        .putShort((short) 45)
                        .putShort((short) 45)
                        .putInt(0)
                        .putInt(0)
                        .putLong(1)
                        .putLong(1)
                        .putLong(end - directory)
                        .putLong(directory));
        write(out, little(20).putInt(0x07064b50).putInt(0).putLong(end).putInt(1));
        write(
                out,
                little(22)
                        .putInt(0x06054b50)
                        .putShort((short) 0)
                        .putShort((short) 0)
                        .putShort((short) -1)
                        .putShort((short) -1)
                        .putInt(-1)
                        .putInt(-1)
                        .putShort((short) 0));
        return out.toByteArray();
    }

    private static ByteBuffer little(int length) {
        return ByteBuffer.wrap(new byte[length]).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static void write(ByteArrayOutputStream out, ByteBuffer full) {
        if (full.hasRemaining()) {
            throw new UncheckedIOException(new IOException("record not filled"));
        }
        byte[] bytes = new byte[full.flip().remaining()];
        full.get(bytes);
        out.writeBytes(bytes);
    }
}
