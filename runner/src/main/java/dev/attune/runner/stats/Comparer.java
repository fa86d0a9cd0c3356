package dev.attune.runner.stats;

import dev.attune.api.DataException;
import dev.attune.api.data.Split;
import dev.attune.api.metric.MetricFactory;
import dev.attune.runner.config.Selection;
import dev.attune.runner.config.StudyPlan;
import dev.attune.runner.trial.ClipScores;
import dev.attune.runner.trial.TrialFolder;
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
 * Finds intervals of the lines of a study and compares each line with the baseline, from the predictions that the trials left.
 *
 * <p>{@code docs/statistics.md} says what is done, why, and how well it holds.
 */
public final class Comparer {
    private static final String CHANGED =
            "What is compared was changed after the test scores were unlocked: everything is exploratory.";

    private final StudyPlan plan;
    private final List<StudyPlan.Trial> tabled;
    private final boolean declared;
    private final Map<StudyPlan.Line, Set<LineScores.Key>> planned = new LinkedHashMap<>();
    private final Map<StudyPlan.Line, Map<LineScores.Key, StudyPlan.Trial>> finished = new LinkedHashMap<>();
    private final Set<String> remarks = new LinkedHashSet<>();

    private Comparer(StudyPlan plan, Set<String> ids, boolean declared) {
        this.plan = plan;
        tabled = plan.tabled();
        this.declared = declared;
        for (StudyPlan.Line line : plan.lines()) {
            Map<LineScores.Key, StudyPlan.Trial> trials = trials(line);
            planned.put(line, Set.copyOf(trials.keySet()));
            trials.values().removeIf(trial -> !ids.contains(trial.id()));
            trials.keySet().retainAll(complete(line, trials.keySet()));
            finished.put(line, trials);
        }
    }

    /**
     * Finds intervals and, if the plan names a baseline, compares.
     *
     * @param plan what was run
     * @param finished identifiers of the trials that have results
     * @param folders where a trial's predictions are
     * @param splits on whose clips; nothing of any other split is read
     * @param declared whether what is compared is what was declared when the test scores were unlocked, or they are not; if not, all is
     *     exploratory, and a remark says so
     */
    public static Comparisons compare(
            StudyPlan plan,
            Set<String> finished,
            Function<StudyPlan.Trial, TrialFolder> folders,
            List<Split> splits,
            boolean declared) {
        return declared
                ? new Comparer(plan, finished, true).run(folders, splits)
                : explore(plan, finished, folders, splits, CHANGED);
    }

    /**
     * Does the same for a comparison that was chosen when results were known: all of it is exploratory.
     *
     * @param plan what was run, with what is compared
     * @param finished identifiers of the trials that have results
     * @param folders where a trial's predictions are
     * @param splits on whose clips; nothing of any other split is read
     * @param why one sentence, which becomes the first remark
     */
    public static Comparisons explore(
            StudyPlan plan,
            Set<String> finished,
            Function<StudyPlan.Trial, TrialFolder> folders,
            List<Split> splits,
            String why) {
        Comparer comparer = new Comparer(plan, finished, false);
        comparer.remarks.add(why);
        return comparer.run(folders, splits);
    }

    /** Returns the trials of a line. */
    private Map<LineScores.Key, StudyPlan.Trial> trials(StudyPlan.Line line) {
        Map<LineScores.Key, StudyPlan.Trial> trials = new LinkedHashMap<>();
        for (StudyPlan.Trial trial : tabled) {
            for (StudyPlan.Row row : trial.rows()) {
                if (row.family() == line.family() && row.variant().equals(line.variant())) {
                    trials.put(new LineScores.Key(trial.config().seed(), row.repetition()), trial);
                }
            }
        }
        return trials;
    }

    /**
     * Returns those of some trials of a line whose seed has all repetitions. The mean over some folds is another quantity than that over
     * all, and must not be taken for it.
     */
    private Set<LineScores.Key> complete(StudyPlan.Line line, Set<LineScores.Key> keys) {
        Set<Long> incomplete = planned.getOrDefault(line, Set.of()).stream()
                .filter(key -> !keys.contains(key))
                .map(LineScores.Key::seed)
                .collect(Collectors.toSet());
        return keys.stream().filter(key -> !incomplete.contains(key.seed())).collect(Collectors.toSet());
    }

    private Comparisons run(Function<StudyPlan.Trial, TrialFolder> folders, List<Split> splits) {
        plan.compare().baseline().ifPresent(this::remarkOnLinesWithoutScores);
        Set<StudyPlan.Trial> needed = new LinkedHashSet<>();
        finished.values().forEach(trials -> needed.addAll(trials.values()));
        List<LineInterval> intervals = new ArrayList<>();
        List<Comparison> comparisons = new ArrayList<>();
        for (Split split : splits) {
            ScoreTable table = ScoreTable.read(needed, split, folders, remarksOn(split));
            for (String metric : metrics(needed)) {
                MetricComparer comparer =
                        new MetricComparer(plan.compare(), declared, split, metric, lines(table, metric), remarks::add);
                intervals.addAll(comparer.intervals());
                comparisons.addAll(comparer.comparisons());
            }
        }
        return new Comparisons(intervals, comparisons, List.copyOf(remarks));
    }

    private ScoreTable.Unreadable remarksOn(Split split) {
        return new ScoreTable.Unreadable() {
            @Override
            public void trial(StudyPlan.Trial trial, TrialFolder folder, DataException fault) {
                String names = trial.rows().stream()
                        .map(StudyPlan.Row::variant)
                        .distinct()
                        .collect(Collectors.joining(" = "));
                remarks.add("Seed " + trial.config().seed() + " of " + names + " is left out on " + split.label() + ": "
                        + withoutStop(fault) + "; delete " + folder.path() + " and start the study again.");
            }

            @Override
            public void corpus(List<StudyPlan.Trial> trials, DataException fault) {
                remarks.add(Comparison.count(trials.size(), "trial") + " cannot be scored on " + split.label() + ": "
                        + withoutStop(fault) + ".");
            }
        };
    }

    private static String withoutStop(DataException fault) {
        return String.valueOf(fault.getMessage()).replaceFirst("[.\\s]+$", "");
    }

    /** Says which lines cannot be compared by the declared figure on any split. */
    private void remarkOnLinesWithoutScores(String baseline) {
        Optional<StudyPlan.Line> reference = finished.keySet().stream()
                .filter(line -> line.variant().equals(baseline))
                .findFirst();
        if (reference.isEmpty()) {
            remarks.add("Nothing is compared: the study has no line " + baseline + ".");
            return;
        }
        String metric = MetricComparer.primaryMetric(plan.compare());
        finished.keySet().stream().filter(line -> !line.equals(reference.get())).forEach(line -> {
            Optional<StudyPlan.Trial> one = anyTrial(line);
            Optional<StudyPlan.Trial> other = anyTrial(reference.get());
            if (one.isEmpty() || other.isEmpty()) {
                remarks.add(leftOut(
                        line, baseline, "no seed was finished by both" + (isRepeated() ? " in all repetitions" : "")));
            } else if (selection(one.get(), metric).isEmpty()
                    || !selection(one.get(), metric).equals(selection(other.get(), metric))) {
                remarks.add(leftOut(line, baseline, "they do not both report the same " + metric));
            }
        });
    }

    static String leftOut(StudyPlan.Line line, String baseline, String why) {
        return line.variant() + " - " + baseline + " is left out: " + why + ".";
    }

    private boolean isRepeated() {
        return planned.values().stream()
                .flatMap(Set::stream)
                .anyMatch(key -> !key.repetition().isEmpty());
    }

    private Optional<StudyPlan.Trial> anyTrial(StudyPlan.Line line) {
        return finished.getOrDefault(line, Map.of()).values().stream().findFirst();
    }

    /** Returns the names of all metrics that any trial reports. */
    private static List<String> metrics(Set<StudyPlan.Trial> trials) {
        return trials.stream()
                .flatMap(trial -> trial.config().metrics().stream())
                .map(Selection::name)
                .distinct()
                .toList();
    }

    /** Returns the lines that were scored by a metric. */
    private List<LineScores> lines(ScoreTable table, String metric) {
        List<LineScores> lines = new ArrayList<>();
        finished.forEach((line, trials) -> {
            Map<LineScores.Key, LineScores.Trial> scored = new LinkedHashMap<>();
            trials.forEach((key, trial) -> {
                Optional<ClipScores> scores = table.of(trial, metric);
                scores.ifPresent(found -> scored.put(key, new LineScores.Trial(trial.id(), found)));
            });
            scored.keySet().retainAll(complete(line, scored.keySet()));
            if (!scored.isEmpty()) {
                StudyPlan.Trial any = trials.values().iterator().next();
                lines.add(new LineScores(line, selection(any, metric).orElseThrow(), scored));
            }
        });
        return lines;
    }

    private static Optional<Selection<MetricFactory<?>>> selection(StudyPlan.Trial trial, String metric) {
        return trial.config().metrics().stream()
                .filter(chosen -> chosen.name().equals(metric))
                .findFirst();
    }
}
