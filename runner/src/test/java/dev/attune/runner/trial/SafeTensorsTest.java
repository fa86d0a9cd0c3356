package dev.attune.runner.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attune.api.DataException;
import dev.attune.runner.data.Lookup;
import dev.attune.runner.train.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SafeTensorsTest {
    @TempDir
    private Path folder;

    @Test
    void whatIsWrittenIsRead() {
        Path file = folder.resolve("x.safetensors");
        float[] many = new float[200_001]; // more than one chunk
        for (int i = 0; i < many.length; i++) {
            many[i] = Float.intBitsToFloat(0x3f000000 + i);
        }
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put("z", new Tensor(new long[] {2, 2}, new float[] {1, -0f, Float.MIN_VALUE, Float.NaN}));
        tensors.put("scalar", new Tensor(new long[] {}, new float[] {7}));
        tensors.put("none", new Tensor(new long[] {0, 3}, new float[0]));
        tensors.put("a.b \"quoted\" ä", new Tensor(new long[] {many.length}, many));
        SafeTensors.write(file, Map.of("epoch", "3"), tensors);
        SafeTensors read = SafeTensors.read(file);
        assertThat(read.metadata()).isEqualTo(Map.of("epoch", "3"));
        assertThat(SafeTensors.readMetadata(file)).isEqualTo(Map.of("epoch", "3"));
        assertThat(read.tensors().keySet()).containsExactlyElementsOf(tensors.keySet());
        tensors.forEach((name, tensor) -> {
            Tensor found = Lookup.required(read.tensors(), name);
            assertThat(found.shape()).isEqualTo(tensor.shape());
            assertThat(Arrays.equals(found.values(), tensor.values())).as(name).isTrue();
        });
    }

    /** The bytes of a file as the format's description gives them. */
    @Test
    void theBytesAreThoseOfTheFormat() throws IOException {
        Path file = folder.resolve("x.safetensors");
        SafeTensors.write(file, Map.of("format", "pt"), Map.of("w", new Tensor(new long[] {1, 2}, new float[] {1, 2})));
        String header =
                "{\"__metadata__\":{\"format\":\"pt\"},\"w\":{\"dtype\":\"F32\",\"shape\":[1,2],\"data_offsets\":[0,8]}}";
        header += " ".repeat(Math.floorMod(-header.length(), 8));
        assertThat(Files.readAllBytes(file))
                .isEqualTo(ByteBuffer.allocate(8 + header.length() + 8)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putLong(header.length())
                        .put(header.getBytes(StandardCharsets.UTF_8))
                        .putFloat(1)
                        .putFloat(2)
                        .array());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{`w`:{`dtype`:`F16`,`shape`:[2],`data_offsets`:[0,8]}} | wanted dtype F32",
                "{`w`:{`dtype`:`F32`,`shape`:[3],`data_offsets`:[0,8]}} | wanted dtype F32",
                "{`w`:{`dtype`:`F32`,`shape`:[-2],`data_offsets`:[0,8]}} | wanted dtype F32",
                "{`w`:{`dtype`:`F32`,`shape`:2,`data_offsets`:[0,8]}} | wanted dtype F32",
                "{`w`:{`dtype`:`F32`,`shape`:[2],`data_offsets`:[4,12]}} | wanted dtype F32",
                "{`w`:{`dtype`:`F32`,`shape`:[4],`data_offsets`:[0,16]}} | is cut off: found 8 bytes of values, wanted 16",
                "{`w`:{`dtype`:`F32`,`shape`:[1],`data_offsets`:[0,4]}} | is too long: found 8 bytes of values, wanted 4",
                "{`w`:{`dtype`:`F32`,`shape`:[65536,65536,0],`data_offsets`:[0,8]}} | wanted dtype F32",
                "{`w`:{`dtype`:`F32`,`shape`:[4294967296,4294967296,2],`data_offsets`:[0,8]}} | wanted dtype F32",
                "[1] | its header is no JSON object",
                "{`w`: | is damaged"
            })
    void foreignFilesAreRefused(String header, String message) throws IOException {
        byte[] text = header.replace('`', '"').getBytes(StandardCharsets.UTF_8);
        Path file = Files.write(
                folder.resolve("x.safetensors"),
                ByteBuffer.allocate(8 + text.length + 8)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putLong(text.length)
                        .put(text)
                        .array());
        assertThatThrownBy(() -> SafeTensors.read(file))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith(file.toString())
                .hasMessageContaining(message);
    }

    @Test
    void everyTruncationIsSeen() throws IOException {
        Path file = folder.resolve("x.safetensors");
        SafeTensors.write(file, Map.of(), Map.of("w", new Tensor(new long[] {5}, new float[] {1, 2, 3, 4, 5})));
        byte[] whole = Files.readAllBytes(file);
        for (int length = 0; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> SafeTensors.readMetadata(file)).isInstanceOf(DataException.class);
        }
        assertThatThrownBy(() -> SafeTensors.read(folder.resolve("absent")))
                .isInstanceOf(DataException.class)
                .hasMessage(folder.resolve("absent") + " cannot be read: there is no such file or folder.");
    }
}
