package dev.attune.runner.trial;

import dev.attune.api.DataException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Hashes files and texts. */
public final class Sha256 {
    private static final int CHUNK = 1 << 16;

    private Sha256() {}

    /**
     * Returns the hash of a file's content, in 64 lower-case hexadecimal digits.
     *
     * @throws DataException if it cannot be read
     */
    public static String of(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = digest();
            byte[] chunk = new byte[CHUNK];
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                digest.update(chunk, 0, read);
            }
            return text(digest);
        } catch (IOException e) {
            throw new DataException(file + " cannot be read: " + JsonFiles.words(e), e);
        }
    }

    /** Returns the hash of a text. */
    public static String of(String text) {
        MessageDigest digest = digest();
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        return text(digest);
    }

    /** Returns what takes content piece by piece. */
    public static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Returns the hash of what was taken. */
    public static String text(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }
}
