package dev.attune.datasets.avatar;

import dev.attune.api.DataException;
import dev.attune.datasets.npy.FileFailure;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes text files, and reads those that come with the module. */
final class TextFiles {
    private TextFiles() {}

    static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new DataException(file + " cannot be written: " + FileFailure.reason(e), e);
        }
    }

    /** Returns the text of a file beside this class in the module. */
    static String resource(String name) {
        try (InputStream stream = TextFiles.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException("the module was built without its file " + name);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
