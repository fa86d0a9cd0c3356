package dev.attune.runner.execute;

import dev.attune.api.DataException;
import dev.attune.runner.trial.JsonFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * What the workers that take turns in one place of an executor print; a file, so that it survives this process.
 *
 * @param file where it goes
 * @param start where the part of the present worker begins, in bytes
 */
record WorkerLog(Path file, long start) {
    private static final int TAIL_LINES = 10;
    private static final int TAIL_BYTES = 8192;

    /** Begins the part of a worker. */
    static WorkerLog open(Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().resolveSibling(""));
            return new WorkerLog(file, Files.exists(file) ? Files.size(file) : 0);
        } catch (IOException e) {
            throw new DataException(file + " cannot be written: " + JsonFiles.words(e), e);
        }
    }

    /** Adds a line. */
    void append(String line) {
        try {
            Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            // A trial must not fail because what a library printed cannot be kept.
        }
    }

    /** Returns the last lines of the present worker; none if they cannot be read. */
    List<String> tail() {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long from = Math.max(start, channel.size() - TAIL_BYTES);
            ByteBuffer bytes = ByteBuffer.allocate((int) (channel.size() - from));
            channel.read(bytes, from);
            List<String> lines = new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .toList();
            return lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size());
        } catch (IOException e) {
            return List.of();
        }
    }
}
