package dev.attune.datasets;

import dev.attune.api.ConfigProblem;
import dev.attune.api.data.Split;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds what is wrong with the splits of a packed corpus as far as that shows without the data. */
final class PackedChecks {
    private final Map<Split, SplitSource> sources;
    private final List<ConfigProblem> problems = new ArrayList<>();

    private PackedChecks(PackedConfig config) {
        this.sources = config.sources();
    }

    static List<ConfigProblem> check(PackedConfig config) {
        PackedChecks checks = new PackedChecks(config);
        if (checks.sources.isEmpty()) {
            checks.problems.add(new ConfigProblem("train", "train is missing; wanted the path of an .npz file"));
        }
        checks.sources.forEach(checks::checkSource);
        checks.checkFiles();
        checks.checkFolds();
        return List.copyOf(checks.problems);
    }

    private void checkSource(Split split, SplitSource source) {
        String option = split.label();
        if (source.file().isPresent() == source.from().isPresent()) {
            String found = source.file().isPresent() ? "both file and from" : "neither file nor from";
            problems.add(new ConfigProblem(option, option + " has " + found + "; wanted one of them"));
            return;
        }
        source.from().ifPresent(from -> checkFrom(option, split, from));
        if (source.by() == SplitSource.By.COLUMN && source.column().isEmpty()) {
            problems.add(new ConfigProblem(option, option + " has by: column but no column; wanted the name of one"));
        }
        if (source.by() == SplitSource.By.CLIP && source.column().isPresent()) {
            problems.add(new ConfigProblem(
                    option, option + " has a column, which by: clip does not look at; wanted by: column with it"));
        }
        if (source.by() == SplitSource.By.CLIP && !source.values().isEmpty()) {
            problems.add(new ConfigProblem(
                    option, option + " has values, which by: clip does not look at; wanted by: column with them"));
        }
    }

    private void checkFrom(String option, Split split, Split from) {
        SplitSource giver = sources.get(from);
        Optional<ConfigProblem> ofTest = TestClips.check(split, from);
        if (ofTest.isPresent()) {
            problems.add(ofTest.get());
        } else if (split == from) {
            problems.add(new ConfigProblem(option, option + " takes its clips from itself; wanted another split"));
        } else if (giver == null) {
            problems.add(new ConfigProblem(
                    option, option + " takes its clips from " + from.label() + ", which is not configured"));
        } else if (giver.file().isEmpty()) {
            problems.add(new ConfigProblem(
                    option,
                    option + " takes its clips from " + from.label() + ", which has no file of its own; wanted from:"
                            + " the split that names the file",
                    Optional.of("data." + from.label())));
        }
    }

    private void checkFiles() {
        Map<Path, Split> seen = new HashMap<>();
        sources.forEach((split, source) -> source.file().ifPresent(file -> {
            Split first = seen.putIfAbsent(real(file), split);
            if (first != null) {
                problems.add(new ConfigProblem(
                        split.label(),
                        split.label() + " is the same file as " + first.label() + ", " + file.getFileName()
                                + "; wanted another file, or {from: " + first.label() + ", folds: 5, fold: 0}",
                        Optional.of("data." + first.label())));
            }
        }));
    }

    /** Follows links, so that a second name does not make a second file; a file that is missing is reported when it is opened. */
    private static Path real(Path file) {
        try {
            return file.toRealPath();
        } catch (IOException e) {
            return file.toAbsolutePath().normalize();
        }
    }

    /** What two splits may not have in common. */
    private record Fold(
            Split from, SplitSource.By by, int folds, long seed, Optional<String> column, Optional<Path> table) {}

    private void checkFolds() {
        Map<Fold, Map<String, Split>> seen = new HashMap<>();
        sources.forEach((split, source) -> source.from().ifPresent(from -> {
            boolean byClip = source.by() == SplitSource.By.CLIP;
            Fold fold = new Fold(
                    from,
                    source.by(),
                    byClip ? source.folds() : 0,
                    byClip ? source.seed() : 0,
                    source.column(),
                    source.table());
            Set<Split> reported = new HashSet<>();
            for (String part : byClip ? List.of(String.valueOf(source.fold())) : source.wantedValues()) {
                Split first = seen.computeIfAbsent(fold, key -> new HashMap<>()).putIfAbsent(part, split);
                if (first != null && reported.add(first)) {
                    problems.add(new ConfigProblem(
                            split.label(),
                            split.label() + " is the same part of " + from.label() + " as " + first.label() + ", "
                                    + (byClip ? "fold " : "value ") + part + "; wanted another",
                            Optional.of("data." + first.label())));
                }
            }
        }));
    }
}
