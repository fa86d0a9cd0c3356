package dev.attune.runner.tensorboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.attune.runner.train.Figure;
import dev.attune.runner.train.TrainingListener.Epoch;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EventFileTest {
    @TempDir
    private Path folder;

    /** The check value of CRC-32C in the catalogue of checksums is e3069283, of the digits 1 to 9. */
    @Test
    void checksumsAreMaskedCrc32c() {
        int masked = EventRecords.maskedChecksum("123456789".getBytes(StandardCharsets.US_ASCII));
        int unmasked = Integer.rotateLeft(masked - 0xa282ead8, 15);
        assertThat(unmasked).isEqualTo(0xe3069283);
    }

    /** Written by hand from the definitions of Protocol Buffers and of TensorFlow's Event. */
    @Test
    void recordsAreFramedProtocolBuffers() {
        byte[] record = EventRecords.scalars(1.5, 300, Map.of("a/b", 0.25));
        String event = "09000000000000f83f" // 1: wall time 1.5
                + "10ac02" // 2: step 300
                + "2a0c" // 5: summary of 12 bytes
                + "0a0a" // 1: value of 10 bytes
                + "0a03612f62" // 1: tag a/b
                + "150000803e"; // 2: 0.25f
        assertThat(HexFormat.of().formatHex(data(ByteBuffer.wrap(record)))).isEqualTo(event);
        byte[] version = data(ByteBuffer.wrap(EventRecords.version(0)));
        assertThat(new String(version, StandardCharsets.US_ASCII)).endsWith("\032\rbrain.Event:2");
    }

    @Test
    void aFileHoldsEveryEpochInOrder() throws IOException {
        Files.writeString(folder.resolve("events.out.tfevents.0000000001.attune"), "of an earlier run");
        EventFile file = EventFile.write(folder, List.of(epoch(1), epoch(2)), Instant.ofEpochSecond(1_000));
        file.append(epoch(3), Instant.ofEpochSecond(1_010));
        Path only = folder.resolve("events.out.tfevents.0000001000.attune");
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(only);
        }
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(only));
        List<byte[]> events = new ArrayList<>();
        while (bytes.hasRemaining()) {
            events.add(data(bytes));
        }
        assertThat(events).hasSize(4);
        // The second epoch ended now, the first one 8 seconds earlier.
        assertThat(List.of(time(events.get(0)), time(events.get(1)), time(events.get(2)), time(events.get(3))))
                .containsExactly(984.0, 992.0, 1_000.0, 1_010.0);
        for (int number = 1; number <= 3; number++) {
            String text = new String(events.get(number), StandardCharsets.ISO_8859_1);
            assertThat((int) text.charAt(10)).isEqualTo(number);
            assertThat(text)
                    .contains(
                            "training/loss",
                            "training/loss.consistency",
                            "training/learning-rate",
                            "validation/ccc.mean");
            ByteBuffer event = ByteBuffer.wrap(events.get(number)).order(ByteOrder.LITTLE_ENDIAN);
            int value = text.indexOf("validation/ccc.mean") + "validation/ccc.mean".length() + 1;
            assertThat(event.getFloat(value)).isCloseTo(0.1f * number, within(1e-7f));
        }
    }

    private static Epoch epoch(int number) {
        return new Epoch(
                number,
                40,
                1e-3,
                0.5,
                Map.of("consistency", 0.1),
                List.of(new Figure("ccc", "mean", 0.1 * number)),
                true,
                8);
    }

    private static double time(byte[] event) {
        return ByteBuffer.wrap(event).order(ByteOrder.LITTLE_ENDIAN).getDouble(1);
    }

    /** Reads a record and checks its frame. */
    private static byte[] data(ByteBuffer bytes) {
        bytes.order(ByteOrder.LITTLE_ENDIAN);
        byte[] length = new byte[Long.BYTES];
        bytes.get(length);
        assertThat(bytes.getInt()).isEqualTo(EventRecords.maskedChecksum(length));
        byte[] data = new byte
                [(int) ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).getLong()];
        bytes.get(data);
        assertThat(bytes.getInt()).isEqualTo(EventRecords.maskedChecksum(data));
        return data;
    }
}
