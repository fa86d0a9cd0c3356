package dev.attune.encoders.text;

import dev.attune.api.DataException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Lists the files of models, each of which is a file or a folder. */
final class ModelFiles {
    private static final String RESOURCE = "resource:";
    private static final String FILE = "file:";

    private ModelFiles() {}

    /** Returns the files of models that are named as Sphinx-4 wants it; those of the class path are not among them. */
    static List<Path> of(List<String> models) {
        List<Path> files = new ArrayList<>();
        for (String model : models) {
            if (!model.startsWith(RESOURCE)) {
                files.addAll(of(Path.of(model.startsWith(FILE) ? model.substring(FILE.length()) : model)));
            }
        }
        return files;
    }

    /** Returns a file itself, or the files of a folder and those in it, in the order of their names. */
    static List<Path> of(Path model) {
        if (!Files.exists(model)) {
            return List.of(); // whoever opens it says so
        }
        try (Stream<Path> files = Files.walk(model)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException | UncheckedIOException e) {
            throw new DataException("The model " + model + " cannot be read: " + e.getMessage() + ".", e);
        }
    }
}
