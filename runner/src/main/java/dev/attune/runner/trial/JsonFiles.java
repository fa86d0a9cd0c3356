package dev.attune.runner.trial;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.attune.api.DataException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads and writes the files of runs; whatever is written appears whole or not at all. */
public final class JsonFiles {
    private static final Logger log = LoggerFactory.getLogger(JsonFiles.class);
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final ObjectMapper LINES = new ObjectMapper();
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    /** Ends the name of a file that is being written; one that is left belongs to a program that was killed. */
    static final String DRAFT = ".part";

    private JsonFiles() {}

    /** Returns an empty object. */
    public static ObjectNode object() {
        return JSON.createObjectNode();
    }

    /**
     * Reads a file.
     *
     * @throws DataException if it cannot be read or is no JSON
     */
    public static JsonNode read(Path file) {
        try {
            return parse(file.toString(), Files.readString(file));
        } catch (IOException e) {
            throw new DataException(file + " cannot be read: " + words(e) + ".", e);
        }
    }

    /** Reads a file that can be made again; empty if there is none, or none that was written to its end. */
    public static Optional<JsonNode> readIfSound(Path file) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(read(file)).filter(json -> !json.isMissingNode());
        } catch (DataException e) {
            log.warn("{} It counts as not written.", e.getMessage());
            return Optional.empty();
        }
    }

    /**
     * Refuses a file that a newer version wrote, and one that is no record of ours at all.
     *
     * @param file where it was read
     * @param json its content
     * @param format the format that this version writes
     * @throws DataException if the file's is another
     */
    public static void requireFormat(Path file, JsonNode json, int format) {
        int found = json.path("format").asInt();
        if (found > format) {
            throw new DataException(file + " was written by a newer version of Attune: it has format " + found
                    + ", this version reads format " + format + ".");
        }
        if (found != format) {
            throw new DataException(file + " has " + (found == 0 ? "no format" : "format " + found)
                    + ", this version of Attune reads format " + format
                    + "; use the version that wrote it, or another folder.");
        }
    }

    /**
     * Returns the text of a file; empty if there is none.
     *
     * @throws DataException if it cannot be read
     */
    public static Optional<String> readText(Path file) {
        try {
            return Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
        } catch (IOException e) {
            throw new DataException(file + " cannot be read: " + words(e), e);
        }
    }

    /** Turns YAML that the program wrote itself into JSON. */
    public static JsonNode fromYaml(String yaml) {
        try {
            return YAML.readTree(yaml);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads a text.
     *
     * @param name of where it is from
     * @throws DataException if it is no JSON
     */
    public static JsonNode parse(String name, String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new DataException(name + " is damaged: it is no JSON.", e);
        }
    }

    /** Writes a file. */
    public static void write(Path file, JsonNode content) {
        writeText(file, text(content) + "\n");
    }

    /** Returns a JSON text for people. */
    public static String text(JsonNode content) {
        try {
            return JSON.writeValueAsString(content);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes a text file by writing another one and renaming it. */
    public static void writeText(Path file, String text) {
        writeBytes(file, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Writes a file by writing another one, forcing it to disk, and renaming it. */
    public static void writeBytes(Path file, byte[] bytes) {
        write(file, channel -> writeFully(channel, ByteBuffer.wrap(bytes)));
    }

    /** Writes the content of a file. */
    @FunctionalInterface
    interface Content {
        void writeTo(FileChannel channel) throws IOException;
    }

    /** Writes a file by writing another one, forcing it to disk, and renaming it. */
    static void write(Path file, Content content) {
        Path folder = file.toAbsolutePath().resolveSibling("");
        Path draft = null;
        try {
            Files.createDirectories(folder);
            // The process id keeps the drafts of two programs apart.
            draft = folder.resolve(
                    "." + file.getFileName() + "." + ProcessHandle.current().pid() + DRAFT);
            try (FileChannel channel = FileChannel.open(
                    draft, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
                content.writeTo(channel);
                channel.force(true);
            }
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            delete(draft);
            throw unwritable(file, e);
        }
    }

    /** An interruption closes the channel; it is no fault of the file. */
    private static RuntimeException unwritable(Path file, IOException e) {
        if (e instanceof ClosedByInterruptException) {
            return (CancellationException) new CancellationException("interrupted while writing " + file).initCause(e);
        }
        return new DataException(file + " cannot be written: " + words(e), e);
    }

    private static void delete(@Nullable Path draft) {
        try {
            if (draft != null) {
                Files.deleteIfExists(draft);
            }
        } catch (IOException e) {
            // The first failure is the one to report.
        }
    }

    /** Says what went wrong with a file; the messages of some exceptions are no more than its path. */
    public static String words(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "there is no such file or folder";
        }
        if (e instanceof AccessDeniedException) {
            return "access is denied";
        }
        if (e instanceof FileAlreadyExistsException) {
            return "a file of that name is in the way";
        }
        if (e instanceof DirectoryNotEmptyException) {
            return "the folder is not empty";
        }
        if (e instanceof FileSystemLoopException) {
            return "it leads back to a folder that it is in";
        }
        return String.valueOf(e.getMessage());
    }

    /** Returns a JSON text of one line, which ends it. */
    static String line(JsonNode content) {
        try {
            return LINES.writeValueAsString(content) + "\n";
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Appends an object as one line, which is there as a whole or, should the disk be full, not at all. */
    public static void append(Path file, JsonNode content) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            long end = channel.size();
            try {
                writeFully(channel.position(end), ByteBuffer.wrap(line(content).getBytes(StandardCharsets.UTF_8)));
                channel.force(true);
            } catch (IOException e) {
                if (channel.isOpen()) {
                    channel.truncate(end);
                }
                throw e;
            }
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }

    static void writeFully(WritableByteChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }
}
