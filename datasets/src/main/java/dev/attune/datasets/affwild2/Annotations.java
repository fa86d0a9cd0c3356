package dev.attune.datasets.affwild2;

import dev.attune.api.DataException;
import dev.attune.api.data.Split;
import dev.attune.datasets.npy.FileFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The label files of the organisers: one for each trial, in a folder for each split. */
final class Annotations {
    private static final String END = ".txt";

    /** The organisers' names, and those that the authors gave them. */
    private static final Map<Split, List<String>> FOLDERS =
            Map.of(Split.TRAIN, List.of("Train_Set", "train"), Split.VALIDATION, List.of("Validation_Set", "validate"));

    private final Map<Split, SortedMap<String, Path>> files = new EnumMap<>(Split.class);

    private Annotations() {}

    /**
     * Finds the files.
     *
     * @param folder with {@code Train_Set} and {@code Validation_Set}
     * @throws DataException if it is not there
     */
    static Annotations find(Path folder, TrialFindings findings) {
        Annotations annotations = new Annotations();
        for (Split split : List.of(Split.TRAIN, Split.VALIDATION)) {
            annotations.files.put(split, list(folder(folder, split), folder));
        }
        annotations.trials(Split.VALIDATION).stream()
                .filter(annotations.trials(Split.TRAIN)::contains)
                .forEach(trial -> findings.fault(
                        trial + END + " is in Train_Set and in Validation_Set, wanted it in one of them"));
        return annotations;
    }

    private static Path folder(Path annotations, Split split) {
        List<Path> folders = FOLDERS.getOrDefault(split, List.of()).stream()
                .map(annotations::resolve)
                .toList();
        return folders.stream().filter(Files::isDirectory).findFirst().orElse(folders.get(0));
    }

    private static SortedMap<String, Path> list(Path folder, Path annotations) {
        SortedMap<String, Path> files = new TreeMap<>();
        try {
            Listing.of(folder).forEach(path -> {
                String name = String.valueOf(path.getFileName());
                // Archives that were made on a Mac have a hidden ._x.txt beside each x.txt.
                if (name.endsWith(END) && !name.startsWith(".")) {
                    files.put(name.substring(0, name.length() - END.length()), path);
                }
            });
        } catch (IOException e) {
            throw new DataException(
                    annotations + " has no folder " + folder.getFileName() + " that can be read ("
                            + FileFailure.reason(e)
                            + "); wanted Train_Set and Validation_Set with a .txt file for each trial, as the"
                            + " organisers' archive has them, or the option annotations: FOLDER",
                    e);
        }
        if (files.isEmpty()) {
            throw new DataException(folder + ": found no " + END + " file, wanted one for each trial");
        }
        return files;
    }

    /** Returns the trials of a split, in alphabetical order. */
    List<String> trials(Split split) {
        return new ArrayList<>(files.getOrDefault(split, new TreeMap<>()).keySet());
    }

    /** Returns the file of a trial. */
    Optional<Path> file(String trial) {
        return files.values().stream()
                .filter(byTrial -> byTrial.containsKey(trial))
                .map(byTrial -> byTrial.get(trial))
                .findFirst();
    }

    /** Returns how messages name a file. */
    static String name(Path file) {
        Path folder = file.getParent();
        return (folder == null ? "" : folder.getFileName() + "/") + file.getFileName();
    }
}
