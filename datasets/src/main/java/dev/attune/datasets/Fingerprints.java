package dev.attune.datasets;

import dev.attune.api.DataException;
import dev.attune.api.PublicApi;
import dev.attune.datasets.npy.FileFailure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Hashes content with SHA-256; a file that has not changed is read once in the life of the JVM.
 *
 * @since 0.1
 */
@PublicApi(usage = PublicApi.Usage.CALL, state = PublicApi.State.EXPERIMENTAL, since = "0.1")
public final class Fingerprints {
    private static final int BUFFER = 1 << 16;
    private static final Map<Version, String> KNOWN = new ConcurrentHashMap<>();

    private Fingerprints() {}

    /** A state of a file, told by what changes when it is written. */
    private record Version(Path file, long size, long modifiedNanos) {}

    /**
     * Returns the hash of a text.
     *
     * @param text any
     */
    public static String ofText(String text) {
        MessageDigest digest = sha256();
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest.digest());
    }

    /**
     * Returns the hash of files and their names.
     *
     * @param files name, which must not depend on the machine, to file
     */
    public static String ofFiles(SortedMap<String, Path> files) {
        StringBuilder hashes = new StringBuilder();
        files.forEach((name, file) ->
                hashes.append(ofFile(file)).append("  ").append(name).append('\n'));
        return ofText(hashes.toString());
    }

    static String ofFile(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            Version version = new Version(
                    file.toAbsolutePath().normalize(),
                    attributes.size(),
                    attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS));
            String known = KNOWN.get(version);
            if (known == null) {
                known = read(file);
                KNOWN.put(version, known);
            }
            return known;
        } catch (IOException e) {
            throw new DataException(file + " cannot be read: " + FileFailure.reason(e), e);
        }
    }

    private static String read(Path file) throws IOException {
        MessageDigest digest = sha256();
        try (InputStream in = Files.newInputStream(file)) {
            byte[] buffer = new byte[BUFFER];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                digest.update(buffer, 0, count);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
