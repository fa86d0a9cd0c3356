package dev.attune.datasets.affwild2;

import dev.attune.api.DataException;
import dev.attune.datasets.StoreArrays;
import dev.attune.datasets.npy.FileFailure;
import dev.attune.datasets.npy.NpyArray;
import dev.attune.datasets.npy.NpyInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;

/** The {@code .npy} files of preprocessed trials. */
final class TrialArrays {
    static final String LABELS = "VA_continuous_label";

    private static final String END = ".npy";

    private final Path root;
    private final StoreArrays open = new StoreArrays();

    TrialArrays(Path root) {
        this.root = root;
    }

    static String name(String trial, String array) {
        return trial + "/" + array + END;
    }

    Path file(String trial, String array) {
        return root.resolve(trial).resolve(array + END);
    }

    boolean has(String trial, String array) {
        return Files.isRegularFile(file(trial, array));
    }

    NpyInfo inspect(String trial, String array) {
        return NpyArray.inspect(file(trial, array), name(trial, array));
    }

    NpyArray get(String trial, String array) {
        return open.get(file(trial, array), name(trial, array));
    }

    /** Returns the labels, whose array is not kept open. */
    LabelRows labels(String trial) {
        String name = name(trial, LABELS);
        return LabelRows.read(NpyArray.open(file(trial, LABELS), name), name);
    }

    /** Returns the trials: the folders that hold an array, in alphabetical order. */
    List<String> trials() {
        return list(root, path -> Files.isDirectory(path)).stream()
                .filter(trial -> !arrays(trial).isEmpty())
                .toList();
    }

    /** Returns the arrays of a trial but the labels, in alphabetical order. */
    List<String> arrays(String trial) {
        return list(
                        root.resolve(trial),
                        path -> String.valueOf(path.getFileName()).endsWith(END))
                .stream()
                .map(name -> name.substring(0, name.length() - END.length()))
                .filter(name -> !name.equals(LABELS))
                .toList();
    }

    private static List<String> list(Path folder, Predicate<Path> wanted) {
        try {
            return Listing.of(folder).stream()
                    .filter(wanted)
                    .map(path -> String.valueOf(path.getFileName()))
                    .filter(name -> !name.startsWith("."))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new DataException(folder + " cannot be read: " + FileFailure.reason(e), e);
        }
    }

    void close() {
        open.clear();
    }
}
