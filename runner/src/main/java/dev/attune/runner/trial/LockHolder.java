package dev.attune.runner.trial;

import com.fasterxml.jackson.databind.JsonNode;
import dev.attune.api.DataException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Who holds the lock of a folder.
 *
 * @param pid identifier of the process; 0 if it is not known
 * @param host name of its machine
 * @param since when it took the lock
 * @param work what it does
 */
record LockHolder(long pid, String host, String since, String work) {
    private static final int MOST_BYTES = 4096;
    private static final LockHolder UNKNOWN = new LockHolder(0, "", "", "");

    /** Returns this process, now. */
    static LockHolder current(String work) {
        return new LockHolder(
                ProcessHandle.current().pid(),
                hostName(),
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                work);
    }

    private static String hostName() {
        Path kernel = Path.of("/proc/sys/kernel/hostname"); // asks no name server
        try {
            return Files.isReadable(kernel)
                    ? Files.readString(kernel).strip()
                    : InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "this machine";
        } catch (IOException e) {
            return "this machine";
        }
    }

    /** Reads what another process wrote; it may be about to write it. */
    static LockHolder read(FileChannel channel) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(MOST_BYTES);
        int count = channel.read(bytes, 0);
        try {
            JsonNode json = JsonFiles.parse(
                    "the lock file", new String(bytes.array(), 0, Math.max(0, count), StandardCharsets.UTF_8));
            return new LockHolder(
                    json.path("pid").asLong(),
                    json.path("host").asText(),
                    json.path("since").asText(),
                    json.path("work").asText());
        } catch (DataException e) {
            return UNKNOWN;
        }
    }

    void write(FileChannel channel) throws IOException {
        String text = JsonFiles.line(JsonFiles.object()
                .put("pid", pid)
                .put("host", host)
                .put("since", since)
                .put("work", work));
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), 0);
    }

    String describe() {
        return pid == 0 ? "another process" : "process " + pid + " (" + work + ") on " + host + " since " + since;
    }
}
