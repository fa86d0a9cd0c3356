package dev.attune.runner.extract;

import static java.util.Objects.requireNonNull;

import dev.attune.api.DataException;
import dev.attune.runner.trial.JsonFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A recording, and what it is called in the store.
 *
 * @param name can name a folder
 * @param file the recording
 */
public record ClipFile(String name, Path file) {
    /** Names of the store that no clip may have. */
    private static final Set<String> TAKEN = Set.of(Extraction.STORE_FILE, Extraction.GROUPS_FILE, Ledger.FILE);

    private static final String FOLDERS = "-";

    /** Checks for null. */
    public ClipFile {
        requireNonNull(name, "name is null");
        requireNonNull(file, "file is null");
    }

    /**
     * Names one recording by its file.
     *
     * @param file the recording
     */
    public static ClipFile of(Path file) {
        return new ClipFile(name(stem(file)), file);
    }

    /**
     * Finds the recordings of a folder and of those in it, or takes the one that is given instead of a folder.
     *
     * @param from the folder
     * @param extensions the ends of their names
     * @param except a folder that is not looked into: the store
     * @return by name, in alphabetical order
     * @throws DataException if there are none, or two would have one name
     */
    static List<ClipFile> find(Path from, Collection<String> extensions, Path except) {
        if (Files.isRegularFile(from)) {
            return List.of(of(from));
        }
        if (!Files.isDirectory(from)) {
            throw new DataException("There is no folder " + from + "; --in wants one with recordings.");
        }
        Path store = except.toAbsolutePath().normalize();
        Predicate<Path> isHidden = path -> String.valueOf(path.getFileName()).startsWith(".");
        List<ClipFile> clips = new ArrayList<>();
        try (Stream<Path> paths = Files.walk(from, FileVisitOption.FOLLOW_LINKS)) {
            paths.filter(Files::isRegularFile)
                    .filter(file -> hasExtension(file, extensions))
                    .filter(file -> !file.toAbsolutePath().normalize().startsWith(store))
                    .filter(file -> parts(from.relativize(file)).noneMatch(isHidden))
                    .forEach(file -> clips.add(new ClipFile(nameWithin(from.relativize(file)), file)));
        } catch (IOException e) {
            throw new DataException(from + " cannot be read: " + JsonFiles.words(e) + ".", e);
        } catch (UncheckedIOException e) {
            throw new DataException(
                    from + " cannot be read: "
                            + JsonFiles.words(requireNonNull(e.getCause(), "an unchecked exception has a cause")) + ".",
                    e);
        }
        if (clips.isEmpty()) {
            throw new DataException(from + " has no recording: found no file whose name ends with "
                    + extensions.stream().map(end -> "." + end).collect(Collectors.joining(", "))
                    + "; others can be named with extensions.");
        }
        clips.sort(Comparator.comparing(ClipFile::name));
        requireUnique(clips);
        return clips;
    }

    /** File systems that do not tell capital letters apart would mix two clips. */
    static void requireUnique(List<ClipFile> clips) {
        Map<String, ClipFile> seen = new HashMap<>();
        for (ClipFile clip : clips) {
            ClipFile other = seen.putIfAbsent(clip.name().toLowerCase(Locale.ROOT), clip);
            if (other != null) {
                throw new DataException(other.file() + " and " + clip.file() + " would both be the clip " + clip.name()
                        + " of the store; rename one of them.");
            }
            if (TAKEN.contains(clip.name())) {
                throw new DataException(
                        clip.file() + " would be the clip " + clip.name() + ", a file of the store; rename it.");
            }
        }
    }

    /**
     * Returns whether a file is called like a recording.
     *
     * @param file any
     * @param extensions the ends of their names, without dots
     */
    public static boolean hasExtension(Path file, Collection<String> extensions) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        return extensions.stream().anyMatch(end -> name.endsWith("." + end.toLowerCase(Locale.ROOT)));
    }

    /** Returns the name of the clip that a table means: by that name, or by its path within the folder. */
    static String named(String cell, Collection<String> extensions) {
        try {
            Path path = Path.of(cell);
            return hasExtension(path, extensions) ? nameWithin(path) : cell;
        } catch (InvalidPathException e) {
            return cell;
        }
    }

    private static Stream<Path> parts(Path relative) {
        List<Path> parts = new ArrayList<>();
        relative.forEach(parts::add);
        return parts.stream();
    }

    private static String nameWithin(Path relative) {
        Path folder = relative.getParent();
        String prefix = folder == null
                ? ""
                : parts(folder).map(Path::toString).collect(Collectors.joining(FOLDERS, "", FOLDERS));
        return name(prefix + stem(relative));
    }

    private static String stem(Path file) {
        String name = String.valueOf(file.getFileName());
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }

    /** Replaces what cannot stand in the name of a file everywhere. */
    private static String name(String text) {
        String plain = text.strip().replaceAll("[/\\\\:*?\"<>|\\p{Cntrl}]", "_");
        return plain.startsWith(".") || plain.isEmpty() ? "_" + plain : plain;
    }

    /** Returns the file beside the recording that has its name with another end. */
    Path beside(String suffix) {
        return file.resolveSibling(stem(file) + suffix);
    }
}
