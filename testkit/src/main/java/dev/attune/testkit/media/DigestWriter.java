package dev.attune.testkit.media;

import dev.attune.api.media.VideoFormat;
import dev.attune.api.media.VideoWriter;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Hashes pictures and sound, and writes the hashes when the video is finished. */
final class DigestWriter implements VideoWriter {
    private final Path file;
    private final VideoFormat format;
    private final Runnable finished;
    private final List<String> lines = new ArrayList<>();
    private final MessageDigest sound = sha256();
    private long samples;

    DigestWriter(Path file, VideoFormat format, Runnable finished) {
        this.file = file;
        this.format = format;
        this.finished = finished;
    }

    @Override
    public void picture(BufferedImage image, double seconds) {
        if (image.getWidth() != format.width() || image.getHeight() != format.height()) {
            throw new IllegalArgumentException("a picture must be of the video's size, " + format.width() + " x "
                    + format.height() + ", found " + image.getWidth() + " x " + image.getHeight());
        }
        int[] pixels = image.getRGB(0, 0, format.width(), format.height(), null, 0, format.width());
        ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES * pixels.length);
        bytes.asIntBuffer().put(pixels);
        lines.add("picture " + seconds + " " + HexFormat.of().formatHex(sha256().digest(bytes.array())));
    }

    @Override
    public void sound(float[] values, int count) {
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * count);
        bytes.asFloatBuffer().put(values, 0, count);
        sound.update(bytes.array());
        samples += count;
    }

    @Override
    public void finish() {
        lines.add(0, format.toString());
        lines.add("sound " + samples + " " + HexFormat.of().formatHex(sound.digest()));
        try {
            Files.write(file, lines);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
        finished.run();
    }

    @Override
    public void close() {}

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
