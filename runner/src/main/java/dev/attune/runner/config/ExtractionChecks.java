package dev.attune.runner.config;

import dev.attune.runner.config.Node.Entry;
import dev.attune.runner.config.Node.Mapping;
import dev.attune.runner.config.Node.Sequence;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;

/** Finds what is wrong with a description of an extraction although each of its values is right. */
final class ExtractionChecks {
    private static final Pattern FILE_NAME = Pattern.compile("[\\p{L}\\p{N}_][\\p{L}\\p{N}_-]*");
    private static final Set<String> TAKEN = Set.of("time", "labels");

    private final Mapping root;
    private final Problems problems;

    ExtractionChecks(Mapping root, Problems problems) {
        this.root = root;
        this.problems = problems;
    }

    /** Checks what is written; it need not have been read. */
    void written() {
        if (root.get("modalities") instanceof Mapping modalities) {
            if (modalities.entries().isEmpty()) {
                problems.add(
                        Positions.nearest(root, "modalities"),
                        "modalities",
                        "found none, wanted at least one name and its encoder, such as visual: face-hog");
            }
            modalities.entries().forEach(this::name);
        }
        if (root.get("extensions") instanceof Sequence extensions
                && extensions.items().isEmpty()) {
            problems.add(extensions.place(), "extensions", "found none, wanted at least one, such as mp4");
        }
    }

    private void name(String name, Entry entry) {
        if (!FILE_NAME.matcher(name).matches() || TAKEN.contains(name)) {
            problems.add(
                    entry.keyPlace(),
                    "modalities." + name,
                    "found the name " + name + ", wanted letters, digits, - and _, and neither time nor labels:"
                            + " files of the store are called by it");
        }
    }

    /** Checks files that the description names. */
    void files(ExtractionConfig config) {
        config.splits().filter(file -> !Files.isRegularFile(file)).ifPresent(this::missing);
    }

    private void missing(Path file) {
        problems.add(Positions.nearest(root, "splits"), "splits", "found " + file + ", but there is no such file");
    }
}
