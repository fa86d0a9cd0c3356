package dev.attune.datasets;

import dev.attune.api.DataException;
import dev.attune.datasets.npy.FileFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Lists folders in an order that does not depend on the machine. */
final class Folders {
    private Folders() {}

    /** Returns the names of the folders in a folder. */
    static List<String> subfolders(Path folder, String source) {
        return names(folder, source, Files::isDirectory);
    }

    /** Returns the names of the files in a folder that end in some letters, without these. */
    static List<String> files(Path folder, String source, String suffix) {
        return names(folder, source, Files::isRegularFile).stream()
                .filter(name -> name.endsWith(suffix) && name.length() > suffix.length())
                .map(name -> name.substring(0, name.length() - suffix.length()))
                .toList();
    }

    private static List<String> names(Path folder, String source, Predicate<Path> wanted) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(wanted)
                    .map(entry -> String.valueOf(entry.getFileName()))
                    // A name that begins with a dot is the system's, such as .DS_Store.
                    .filter(name -> !name.startsWith("."))
                    .sorted()
                    .toList();
        } catch (NoSuchFileException e) {
            throw new DataException(source + " does not exist; looked for " + folder, e);
        } catch (IOException e) {
            throw new DataException(source + " cannot be listed: " + FileFailure.reason(e), e);
        }
    }
}
