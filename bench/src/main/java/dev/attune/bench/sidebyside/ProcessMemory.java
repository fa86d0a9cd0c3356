package dev.attune.bench.sidebyside;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The memory of this process as the kernel counts it, in kB. */
final class ProcessMemory {
    private static final Path STATUS = Path.of("/proc/self/status");

    private ProcessMemory() {}

    /** Returns the largest resident set so far. */
    static long peak() {
        return read("VmHWM:");
    }

    /** Returns the resident set. */
    static long now() {
        return read("VmRSS:");
    }

    private static long read(String key) {
        try {
            return Files.readAllLines(STATUS).stream()
                    .filter(line -> line.startsWith(key))
                    .map(line -> line.replaceAll("\\D", ""))
                    .mapToLong(Long::parseLong)
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException(STATUS + " has no line " + key));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
