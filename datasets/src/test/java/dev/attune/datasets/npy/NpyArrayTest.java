package dev.attune.datasets.npy;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attune.api.DataException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NpyArrayTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"<f4,4", "<f8,8", "<i2,2", "<i4,4", "<i8,8", "|u1,1", "|b1,1"})
    void everyTypeIsRead(String descriptor, int size) {
        ByteBuffer values = ByteBuffer.wrap(new byte[3 * size]).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < 3; i++) {
            switch (descriptor) {
                case "<f4" -> values.putFloat(i);
                case "<f8" -> values.putDouble(i);
                case "<i2" -> values.putShort((short) i);
                case "<i4" -> values.putInt(i);
                case "<i8" -> values.putLong(i);
                default -> values.put((byte) Math.min(i, 1));
            }
        }
        NpyArray array = open(Archives.npy(1, "'" + descriptor + "'", false, "(3,)", values.array()));
        assertThat(array.info().dtype()).isEqualTo(descriptor);
        assertThat(array.info().shape()).containsExactly(3L);
        assertThat(array.get(0)).isZero();
        assertThat(array.get(1)).isEqualTo(1);
        assertThat(array.get(2)).isEqualTo(size == 1 ? 1 : 2);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void everyVersionIsRead(int version) {
        byte[] values = new byte[24];
        ByteBuffer.wrap(values).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().put(new float[] {0, 1, 2, 3, 4, 5});
        NpyArray array = open(Archives.npy(version, "'<f4'", false, "(2, 3)", values));
        assertThat(floats(array, 0, 6)).containsExactly(0, 1, 2, 3, 4, 5);
        assertThat(array.info().rows()).isEqualTo(2);
        assertThat(array.info().columns()).isEqualTo(3);
    }

    @Test
    void longArraysAreReadAcrossSegments() {
        float[] values = new float[100];
        for (int i = 0; i < values.length; i++) {
            values[i] = i;
        }
        Path file = folder.resolve("a.npy");
        NpyWriter.write(file, NpyWriter.encode(values, 50, 2));
        NpyArray array = NpyArray.open(file, "a.npy", 64);
        assertThat(floats(array, 5, 90)).containsExactly(Arrays.copyOfRange(values, 5, 95));
        assertThat(floats(array, 16, 16)).containsExactly(Arrays.copyOfRange(values, 16, 32));
        assertThat(array.get(99)).isEqualTo(99);
    }

    @Test
    void threadsMayShareAnArray() {
        float[] values = new float[5000];
        for (int i = 0; i < values.length; i++) {
            values[i] = i;
        }
        Path file = folder.resolve("a.npy");
        NpyWriter.write(file, NpyWriter.encode(values, 5000));
        NpyArray array = NpyArray.open(file, "a.npy", 64);
        boolean right = IntStream.range(0, 4000)
                .parallel()
                .allMatch(from ->
                        Arrays.equals(floats(array, from, 1000), Arrays.copyOfRange(values, from, from + 1000)));
        assertThat(right).isTrue();
    }

    @Test
    void aMappedFileReadsLikeASmallOne() {
        float[] values = new float[Bytes.LEAST_MAPPED];
        for (int i = 0; i < values.length; i++) {
            values[i] = i;
        }
        NpyArray array = open(NpyWriter.encode(values, 256, 256));
        assertThat(floats(array, 1000, 2000)).containsExactly(Arrays.copyOfRange(values, 1000, 3000));
    }

    @Test
    void readingAdvancesTheDestination() {
        NpyArray array = open(NpyWriter.encode(new double[] {1, 2, 3}, 3));
        FloatBuffer destination = FloatBuffer.allocate(5).position(1);
        array.readFloats(1, 2, destination);
        assertThat(destination.position()).isEqualTo(3);
        assertThat(destination.array()).containsExactly(0, 2, 3, 0, 0);
    }

    @Test
    void masksAreRead() {
        boolean[] mask = new boolean[4];
        open(NpyWriter.encode(new boolean[] {true, false, true}, 3)).readBooleans(0, 3, mask, 1);
        assertThat(mask).containsExactly(false, true, false, true);
        open(Archives.npy(1, "'|u1'", false, "(2,)", new byte[] {0, (byte) 200}))
                .readBooleans(0, 2, mask, 0);
        assertThat(mask).containsExactly(false, true, false, true);
    }

    @Test
    void readingOutsideIsRefused() {
        NpyArray array = open(NpyWriter.encode(new float[] {1, 2, 3}, 3));
        assertThatThrownBy(() -> array.readFloats(2, 2, FloatBuffer.allocate(2)))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("a.npy has 3 elements, asked for 2 from element 2");
    }

    @Test
    void fortranOrderIsRefused() {
        assertRefused(
                Archives.npy(1, "'<f4'", true, "(2, 2)", new byte[16]),
                "a.npy: found an array in Fortran order, wanted C order; save numpy.ascontiguousarray(x) instead");
    }

    @Test
    void bigEndianIsRefused() {
        assertRefused(
                Archives.npy(1, "'>f4'", false, "(2,)", new byte[8]),
                "a.npy: found dtype >f4 (big-endian), wanted little-endian; save x.astype('<f4') instead");
    }

    @Test
    void otherTypesAreRefused() {
        assertRefused(
                Archives.npy(1, "'<c8'", false, "(2,)", new byte[16]),
                "a.npy: found dtype <c8, wanted one of <f2, <f4, <f8, <i2, <i4, <i8, |u1, |b1");
        assertRefused(
                Archives.npy(1, "[('x', '<f4')]", false, "(2,)", new byte[8]),
                "a.npy: found a structured type, wanted one of <f2, <f4, <f8, <i2, <i4, <i8, |u1, |b1");
    }

    @Test
    void otherVersionsAreRefused() {
        assertRefused(
                Archives.npy(4, "'<f4'", false, "(2,)", new byte[8]),
                "a.npy: found version 4 of the .npy format, wanted 1, 2 or 3");
    }

    @Test
    void otherFilesAreRefused() {
        assertRefused(
                "this is no array".getBytes(US_ASCII),
                "a.npy: found no NumPy array, wanted one; a .npy file begins with the bytes 93 'NUMPY'");
        assertRefused(
                new byte[] {(byte) 0x93, 'N', 'U'},
                "a.npy: found the end of the data inside the array's header; was the file cut short?");
    }

    @Test
    void aCutFileIsRefused() {
        byte[] whole = NpyWriter.encode(new float[] {1, 2, 3, 4}, 2, 2);
        assertRefused(
                Arrays.copyOf(whole, whole.length - 3),
                "a.npy: found 13 bytes of values, wanted 16 for the shape (2, 2) of dtype <f4; was the file cut short?");
        assertRefused(
                Arrays.copyOf(whole, whole.length + 3),
                "a.npy: found 19 bytes of values, wanted 16 for the shape (2, 2) of dtype <f4");
    }

    @Test
    void shapesThatFitNoFileAreRefused() {
        assertRefused(
                Archives.npy(1, "'<f4'", false, "(9000000000, 9000000000)", new byte[0]),
                "a.npy: found the shape [9000000000, 9000000000], wanted one that fits a file");
    }

    @Test
    void aMissingFileIsNamed() {
        Path file = folder.resolve("none.npy");
        assertThatThrownBy(() -> NpyArray.open(file, "clip-1/none.npy"))
                .isInstanceOf(DataException.class)
                .hasMessage("clip-1/none.npy does not exist; looked for " + file);
    }

    @Test
    void wrongRankAndTypeAreNamed() {
        NpyInfo info = open(NpyWriter.encode(new float[8], 2, 2, 2)).info();
        assertThatThrownBy(() -> info.requireFloats(2))
                .isInstanceOf(DataException.class)
                .hasMessage("a.npy: found 3 dimensions, shape (2, 2, 2), wanted 2");
        assertThatThrownBy(() -> info.requireMask(1))
                .isInstanceOf(DataException.class)
                .hasMessage("a.npy: found dtype <f4, wanted |b1 or |u1");
        assertThatThrownBy(() -> info.requireIntegers(1))
                .isInstanceOf(DataException.class)
                .hasMessage("a.npy: found dtype <f4, wanted <i2, <i4, <i8 or |u1");
    }

    private void assertRefused(byte[] content, String message) {
        assertThatThrownBy(() -> open(content))
                .isInstanceOf(DataException.class)
                .hasMessage(message);
    }

    private NpyArray open(byte[] content) {
        Path file = folder.resolve("a.npy");
        try {
            Files.deleteIfExists(file);
            Files.write(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return NpyArray.open(file, "a.npy");
    }

    private static float[] floats(NpyArray array, long from, int count) {
        FloatBuffer destination = FloatBuffer.allocate(count);
        array.readFloats(from, count, destination);
        return destination.array();
    }
}
