package dev.attune.runner.trial;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.attune.api.DataException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Reads and writes the files of runs; whatever is written appears whole or not at all. */
public final class JsonFiles {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final ObjectMapper LINES = new ObjectMapper();

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
            return JSON.readTree(file.toFile());
        } catch (IOException e) {
            throw new DataException(file + " cannot be read: " + e.getMessage(), e);
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

    /** Writes a file by writing another one and renaming it. */
    public static void writeBytes(Path file, byte[] bytes) {
        Path draft = file.resolveSibling(file.getFileName() + ".part");
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.write(draft, bytes);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new DataException(file + " cannot be written: " + e.getMessage(), e);
        }
    }

    /** Appends an object as one line. */
    public static void append(Path file, JsonNode content) {
        try {
            Files.writeString(
                    file,
                    LINES.writeValueAsString(content) + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new DataException(file + " cannot be written: " + e.getMessage(), e);
        }
    }
}
