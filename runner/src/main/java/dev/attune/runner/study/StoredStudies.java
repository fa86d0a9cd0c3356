package dev.attune.runner.study;

import dev.attune.api.ConfigException;
import dev.attune.api.data.Split;
import dev.attune.runner.config.Combination;
import dev.attune.runner.config.CompareConfig;
import dev.attune.runner.config.ConfigLoader;
import dev.attune.runner.config.StudyPlan;
import dev.attune.runner.data.Lookup;
import dev.attune.runner.stats.Comparer;
import dev.attune.runner.stats.Comparisons;
import dev.attune.runner.trial.JsonFiles;
import dev.attune.runner.trial.TrialFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Compares lines of several studies and runs, from what their folders hold.
 *
 * <p>A line keeps its name, with its folder behind it where another study has a line of that name. Test scores are used only if the seals
 * of all studies are open.
 */
public final class StoredStudies {
    private final Map<Path, StudyPlan> plans = new LinkedHashMap<>();
    private final List<Split> splits;

    /**
     * Reads the plans.
     *
     * @param folders of studies and runs, at least one
     * @param loader reads configurations of trials
     * @throws dev.attune.api.DataException if one is not the folder of a study, or is damaged
     */
    public StoredStudies(List<Path> folders, ConfigLoader loader) {
        if (folders.isEmpty()) {
            throw new IllegalArgumentException("folders must not be empty");
        }
        folders.forEach(folder -> plans.put(folder, new StudyFolder(folder).read(loader)));
        boolean open = folders.stream().allMatch(folder -> Seal.read(folder).isOpen());
        splits = open ? List.of(Split.VALIDATION, Split.TEST) : List.of(Split.VALIDATION);
    }

    /** Returns how the seals stand, one sentence each. */
    public List<String> seals() {
        return plans.entrySet().stream()
                .map(entry -> Seal.read(entry.getKey())
                        .sentence(
                                entry.getKey(),
                                entry.getValue().tabled().stream()
                                        .map(StudyPlan.Trial::id)
                                        .collect(Collectors.toSet())))
                .toList();
    }

    /** Returns the figures that any of the studies says others published, each beside what the studies measured on the same clips. */
    public JoinedFigures published() {
        Map<Path, StudyResult> found = new LinkedHashMap<>();
        if (plans.values().stream().anyMatch(plan -> !plan.published().isEmpty())) {
            plans.forEach((path, plan) -> found.put(path, StudyRunner.found(plan, path)));
        }
        return JoinedFigures.of(found, splits, this::name);
    }

    /**
     * Compares every line with the baseline. Levels and methods are those that the first study declares. There are verdicts only if all
     * studies declared just this comparison; anything else was chosen afterwards, and is exploratory.
     *
     * @param baseline name of a line
     * @param figure metric and target, as in {@code ccc.mean}; if empty, that which the first study declares
     * @throws ConfigException if no line has the name
     */
    public Comparisons compare(String baseline, Optional<String> figure) {
        List<StudyPlan.Line> lines = new ArrayList<>();
        List<StudyPlan.Trial> trials = new ArrayList<>();
        List<Combination> combinations = new ArrayList<>();
        Map<String, TrialFolder> folders = new LinkedHashMap<>(); // a trial that two studies share is the same in both
        plans.forEach((path, plan) -> {
            plan.lines().forEach(line -> lines.add(named(path, line)));
            StudyFolder folder = new StudyFolder(path);
            KeptResults kept = new KeptResults(folder);
            for (StudyPlan.Trial trial : plan.trials()) {
                trials.add(new StudyPlan.Trial(trial.id(), trial.config(), rows(path, trial)));
                if (kept.find(trial).isPresent()) {
                    folders.putIfAbsent(trial.id(), folder.trial(trial));
                }
            }
            plan.combinations()
                    .forEach(combination -> combinations.add(new Combination(
                            name(path, combination.name()),
                            combination.by(),
                            combination.penalty(),
                            combination.of().stream()
                                    .map(line -> named(path, line))
                                    .toList())));
            for (Combination.Part part : plan.combined()) {
                if (folders.keySet().containsAll(ids(part.sources()))
                        && CombinedLines.trial(folder, part).find().isPresent()) {
                    folders.putIfAbsent(part.trial().id(), folder.trial(part.trial()));
                }
            }
        });
        Set<String> names = lines.stream()
                .filter(line -> !line.isOracle())
                .map(StudyPlan.Line::variant)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        if (!names.contains(baseline)) {
            boolean oracle = lines.stream().anyMatch(line -> line.variant().equals(baseline));
            throw new ConfigException("--baseline: found " + baseline
                    + (oracle ? ", an oracle, which knows the labels" : "") + ", wanted a line of these studies: "
                    + String.join(", ", names) + ".");
        }
        CompareConfig asked = asked(baseline, figure);
        StudyPlan joined = new StudyPlan("comparison", trials, lines, asked).with(combinations);
        Function<StudyPlan.Trial, TrialFolder> places = trial -> Lookup.required(folders, trial.id());
        boolean declared = plans.entrySet().stream()
                .allMatch(entry -> entry.getValue().compare().equals(asked)
                        && Seal.read(entry.getKey()).isDeclared(asked));
        return declared
                ? Comparer.compare(joined, folders.keySet(), places, splits, true)
                : Comparer.explore(joined, folders.keySet(), places, splits, afterwards(asked));
    }

    private String afterwards(CompareConfig asked) {
        return "What is compared here was chosen after these studies had run: " + asked.primary() + " against "
                + asked.baseline().orElseThrow() + " is not what "
                + (plans.size() == 1 ? "the study" : "each of them") + " declared, and everything is exploratory.";
    }

    private CompareConfig asked(String baseline, Optional<String> figure) {
        CompareConfig first = plans.values().iterator().next().compare();
        String primary = figure.orElse(first.primary());
        if (primary.indexOf('.') < 1) {
            throw new ConfigException(
                    "--metric: found " + primary + ", wanted a metric and a target or mean, such as ccc.mean.");
        }
        return new CompareConfig(
                primary,
                Optional.of(baseline),
                first.interval(),
                first.confidence(),
                first.resamples(),
                first.correction());
    }

    private List<StudyPlan.Row> rows(Path path, StudyPlan.Trial trial) {
        return trial.rows().stream()
                .map(row -> new StudyPlan.Row(
                        row.family(), name(path, row.variant()), row.settings(), row.repetition(), row.match()))
                .toList();
    }

    private StudyPlan.Line named(Path path, StudyPlan.Line line) {
        return new StudyPlan.Line(line.family(), name(path, line.variant()));
    }

    private static List<String> ids(List<StudyPlan.Trial> trials) {
        return trials.stream().map(StudyPlan.Trial::id).toList();
    }

    private String name(Path path, String variant) {
        boolean elsewhere = plans.entrySet().stream()
                .filter(entry -> !entry.getKey().equals(path))
                .flatMap(entry -> entry.getValue().lines().stream())
                .anyMatch(line -> line.variant().equals(variant));
        return elsewhere ? variant + " (" + path + ")" : variant;
    }

    /**
     * Writes {@code intervals.csv} and {@code comparison.csv}, and {@code published.csv} if there are published figures.
     *
     * @param comparisons what was found
     * @param published figures of others
     * @param folder where they go
     */
    public static void write(Comparisons comparisons, JoinedFigures published, Path folder) {
        StudyFiles.writePublished(folder, published.rows());
        JsonFiles.writeText(folder.resolve("intervals.csv"), ComparisonTables.intervals(comparisons));
        JsonFiles.writeText(folder.resolve("comparison.csv"), ComparisonTables.differences(comparisons));
    }
}
