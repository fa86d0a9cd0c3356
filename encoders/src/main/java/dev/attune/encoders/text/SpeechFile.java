package dev.attune.encoders.text;

import dev.attune.api.media.Recording;
import dev.attune.api.media.SoundStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes the sound of a recording as recognisers want it: WAV, 16 kHz, one channel of 16-bit numbers. */
final class SpeechFile {
    static final int RATE = 16_000;

    private static final int HEADER = 44;

    private SpeechFile() {}

    static void write(Recording recording, Path file) throws IOException {
        long bytes = 0;
        try (SoundStream sound = recording.sound(RATE);
                OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            out.write(new byte[HEADER]);
            float[] samples = new float[RATE];
            for (int count = sound.read(samples); count > 0; count = sound.read(samples)) {
                out.write(pcm(samples, count));
                bytes += 2L * count;
            }
        }
        try (RandomAccessFile whole = new RandomAccessFile(file.toFile(), "rw")) {
            whole.write(header(bytes));
        }
    }

    /** Returns samples as 16-bit numbers, the lower byte first. */
    static byte[] pcm(float[] samples, int count) {
        ByteBuffer bytes = ByteBuffer.allocate(2 * count).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < count; i++) {
            bytes.putShort((short)
                    Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, Math.round(samples[i] * 32_768))));
        }
        return bytes.array();
    }

    private static byte[] header(long bytes) {
        return ByteBuffer.allocate(HEADER)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("RIFF".getBytes(StandardCharsets.US_ASCII))
                .putInt((int) (HEADER - 8 + bytes))
                .put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII))
                .putInt(16)
                .putShort((short) 1)
                .putShort((short) 1)
                .putInt(RATE)
                .putInt(2 * RATE)
                .putShort((short) 2)
                .putShort((short) 16)
                .put("data".getBytes(StandardCharsets.US_ASCII))
                .putInt((int) bytes)
                .array();
    }
}
