package dev.attune.encoders.text;

import dev.attune.api.DataException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The lines of a transcript, and how to complain of one of them. */
final class Lines {
    /** ISO 8859-1, and typographic marks where that has none. */
    private static final Charset WESTERN = Charset.forName("windows-1252");

    private static final char UNKNOWN = '\uFFFD';

    private final Path file;
    private final String text;
    private final List<String> lines;

    private Lines(Path file, String text) {
        this.file = file;
        this.text = text;
        lines = text.lines().toList();
    }

    static Lines read(Path file) {
        try {
            String text = Files.readString(file);
            // Windows' editors write a mark before the first letter.
            return new Lines(file, text.startsWith("\uFEFF") ? text.substring(1) : text);
        } catch (CharacterCodingException e) {
            throw new DataException("The transcript " + file + " is not written in UTF-8; convert it.", e);
        } catch (IOException e) {
            throw new DataException("The transcript " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** Reads a file of an old corpus, whose letters outside ASCII are those of Western Europe's one-byte set if they are not UTF-8. */
    static Lines readOld(Path file) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            String text = new String(bytes, StandardCharsets.UTF_8);
            // What is not UTF-8 becomes a mark that no transcript has.
            return new Lines(file, text.indexOf(UNKNOWN) < 0 ? text : new String(bytes, WESTERN));
        } catch (IOException e) {
            throw new DataException("The transcript " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    Path file() {
        return file;
    }

    String text() {
        return text;
    }

    int count() {
        return lines.size();
    }

    /** Returns a line, counted from 0. */
    String get(int line) {
        return lines.get(line);
    }

    /** Makes the exception for a line, counted from 0; says nothing of the words, which may be private. */
    DataException broken(int line, String problem) {
        return new DataException("The transcript " + file + " is broken at line " + (line + 1) + ": " + problem + ".");
    }
}
