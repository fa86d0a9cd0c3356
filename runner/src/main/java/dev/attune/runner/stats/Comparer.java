package dev.attune.runner.stats;

import dev.attune.api.DataException;
import dev.attune.api.data.Split;
import dev.attune.api.metric.MetricFactory;
import dev.attune.runner.config.CompareConfig;
import dev.attune.runner.config.ExperimentConfig;
import dev.attune.runner.config.Selection;
import dev.attune.runner.config.StudyPlan;
import dev.attune.runner.data.Lookup;
import dev.attune.runner.train.Figure;
import dev.attune.runner.trial.ClipScores;
import dev.attune.runner.trial.StoredPredictions;
import dev.attune.runner.trial.TrialFolder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Compares each line of a study with its baseline, from the predictions that the trials left. */
public final class Comparer {
    /** Of the bootstrap: any fixed number makes the same study give the same intervals. */
    private static final long SEED = 0x5EED_C0DEL;

    private final CompareConfig compare;
    private final String baseline;
    private final String metric;
    private final String target;
    private final Map<String, Map<Split, ClipScores>> scores = new HashMap<>(); // by trial
    private final List<String> remarks = new ArrayList<>();

    private Comparer(CompareConfig compare, String baseline) {
        this.compare = compare;
        this.baseline = baseline;
        int dot = compare.primary().indexOf('.');
        metric = compare.primary().substring(0, dot);
        target = compare.primary().substring(dot + 1);
    }

    /**
     * Compares, if the plan names a baseline.
     *
     * @param plan what was run
     * @param finished identifiers of the trials that have results
     * @param folders where a trial's predictions are
     */
    public static Comparisons compare(
            StudyPlan plan, Set<String> finished, Function<StudyPlan.Trial, TrialFolder> folders) {
        Optional<String> baseline = plan.compare().baseline();
        return baseline.isEmpty()
                ? Comparisons.NONE
                : new Comparer(plan.compare(), baseline.get()).run(plan, finished, folders);
    }

    private Comparisons run(StudyPlan plan, Set<String> finished, Function<StudyPlan.Trial, TrialFolder> folders) {
        Map<StudyPlan.Line, Map<Key, StudyPlan.Trial>> lines = new LinkedHashMap<>();
        for (StudyPlan.Line line : plan.lines()) {
            lines.put(line, trials(plan, line, finished));
        }
        Optional<StudyPlan.Line> reference = plan.lines().stream()
                .filter(line -> line.variant().equals(baseline))
                .findFirst();
        if (reference.isEmpty()) {
            return new Comparisons(List.of(), List.of("Nothing is compared: the study has no line " + baseline + "."));
        }
        Map<Key, StudyPlan.Trial> base = lines.remove(reference.get());
        try {
            Set<StudyPlan.Trial> needed = new LinkedHashSet<>();
            lines.values().forEach(trials -> needed.addAll(trials.values()));
            needed.addAll(base == null ? List.of() : base.values());
            read(needed, folders);
        } catch (DataException e) {
            return new Comparisons(List.of(), List.of("Nothing is compared: " + e.getMessage()));
        }
        List<Comparison> all = new ArrayList<>();
        Map<StudyPlan.Line, List<Twins>> paired = new LinkedHashMap<>();
        lines.forEach((line, trials) ->
                pair(line, trials, base == null ? Map.of() : base).ifPresent(twins -> paired.put(line, twins)));
        for (Split split : List.of(Split.VALIDATION, Split.TEST)) {
            List<Comparison> found = new ArrayList<>();
            paired.forEach((line, twins) -> compare(line, twins, split).ifPresent(found::add));
            all.addAll(adjust(found));
        }
        return new Comparisons(all, remarks);
    }

    /** Returns the finished trials of a line by what a trial of another line must share with them. */
    private static Map<Key, StudyPlan.Trial> trials(StudyPlan plan, StudyPlan.Line line, Set<String> finished) {
        Map<Key, StudyPlan.Trial> trials = new LinkedHashMap<>();
        for (StudyPlan.Trial trial : plan.trials()) {
            for (StudyPlan.Row row : trial.rows()) {
                if (finished.contains(trial.id())
                        && row.family() == line.family()
                        && row.variant().equals(line.variant())) {
                    trials.put(new Key(trial.config().seed(), row.repetition()), trial);
                }
            }
        }
        return trials;
    }

    /** Scores trials, those on the same corpus together; a trial that does not report the metric gets no scores. */
    private void read(Set<StudyPlan.Trial> trials, Function<StudyPlan.Trial, TrialFolder> folders) {
        Map<Object, List<StudyPlan.Trial>> groups = new LinkedHashMap<>();
        for (StudyPlan.Trial trial : trials) {
            ExperimentConfig config = trial.config();
            selection(config)
                    .ifPresent(chosen -> groups.computeIfAbsent(
                                    List.of(config.data(), config.targets(), chosen), key -> new ArrayList<>())
                            .add(trial));
        }
        for (List<StudyPlan.Trial> group : groups.values()) {
            ExperimentConfig config = group.get(0).config();
            List<Map<Split, ClipScores>> found = StoredPredictions.score(
                    config,
                    selection(config).orElseThrow(),
                    group.stream().map(folders).toList());
            for (int i = 0; i < group.size(); i++) {
                scores.put(group.get(i).id(), found.get(i));
            }
        }
    }

    private Optional<Selection<MetricFactory<?>>> selection(ExperimentConfig config) {
        return config.metrics().stream()
                .filter(chosen -> chosen.name().equals(metric))
                .findFirst();
    }

    /** Pairs the trials of a line with those of the baseline; empty, with a remark, if they cannot be compared. */
    private Optional<List<Twins>> pair(
            StudyPlan.Line line, Map<Key, StudyPlan.Trial> trials, Map<Key, StudyPlan.Trial> base) {
        List<Twins> twins = new ArrayList<>();
        trials.forEach((key, trial) -> {
            StudyPlan.Trial other = base.get(key);
            if (other != null) {
                twins.add(new Twins(key, trial, other));
            }
        });
        if (twins.isEmpty()) {
            return leaveOut(line, "no seed was finished by both");
        }
        if (twins.stream()
                .allMatch(twin -> twin.variant().id().equals(twin.baseline().id()))) {
            return leaveOut(line, "they are the same training");
        }
        for (Twins twin : twins) {
            Optional<Selection<MetricFactory<?>>> chosen =
                    selection(twin.variant().config());
            if (chosen.isEmpty() || !chosen.equals(selection(twin.baseline().config()))) {
                return leaveOut(line, "they do not both report the same " + metric);
            }
        }
        return Optional.of(twins);
    }

    private Optional<Comparison> compare(StudyPlan.Line line, List<Twins> twins, Split split) {
        List<PairedBootstrap.Pair> pairs = new ArrayList<>();
        for (Twins twin : twins) {
            ClipScores one = Lookup.required(scores, twin.variant().id()).get(split);
            ClipScores other = Lookup.required(scores, twin.baseline().id()).get(split);
            if (one != null && other != null) {
                pairs.add(new PairedBootstrap.Pair(twin.key().seed(), twin.key().repetition(), one, other));
            }
        }
        if (pairs.isEmpty()) {
            return Optional.empty(); // the corpus has no such split
        }
        List<String> targets = pairs.get(0).variant().targets();
        for (PairedBootstrap.Pair pair : pairs) {
            if (!pair.variant().targets().equals(targets)
                    || !pair.baseline().targets().equals(targets)) {
                return leaveOut(line, split, "they do not predict the same targets");
            }
            if (!sameLabels(pair)) {
                return leaveOut(line, split, "clips of one name have different labels");
            }
        }
        int[] columns = target.equals(Figure.MEAN)
                ? IntStream.range(0, targets.size()).toArray()
                : IntStream.range(0, targets.size())
                        .filter(i -> targets.get(i).equals(target))
                        .toArray();
        if (columns.length == 0) {
            return leaveOut(
                    line,
                    split,
                    compare.primary()
                            + " is neither a whole metric's mean nor its value of a target, and parts of metrics are not compared");
        }
        PairedBootstrap bootstrap = new PairedBootstrap(pairs, columns);
        if (bootstrap.fewestClips() < 2) {
            return leaveOut(line, split, "fewer than two clips are shared");
        }
        Optional<PairedBootstrap.Result> result = bootstrap.run(compare.resamples(), compare.confidence(), SEED);
        if (result.isEmpty()) {
            return leaveOut(line, split, "too few clips have labels of each target");
        }
        PairedBootstrap.Result found = result.get();
        return Optional.of(new Comparison(
                line.variant(),
                baseline,
                split,
                compare.primary(),
                found.difference(),
                found.low(),
                found.high(),
                compare.confidence(),
                found.p(),
                found.p(),
                bootstrap.seeds(),
                bootstrap.clips(),
                pairs.get(0).variant().metric().higherIsBetter()));
    }

    private static boolean sameLabels(PairedBootstrap.Pair pair) {
        return pair.variant().clips().entrySet().stream().allMatch(entry -> {
            ClipScores.Clip other = pair.baseline().clips().get(entry.getKey());
            return other == null || other.labelHash() == entry.getValue().labelHash();
        });
    }

    private List<Comparison> adjust(List<Comparison> found) {
        if (compare.correction() == CompareConfig.Correction.NONE) {
            return found;
        }
        double[] adjusted =
                Holm.adjust(found.stream().mapToDouble(Comparison::p).toArray());
        return IntStream.range(0, adjusted.length)
                .mapToObj(i -> found.get(i).withAdjusted(adjusted[i]))
                .toList();
    }

    private <T> Optional<T> leaveOut(StudyPlan.Line line, String why) {
        remarks.add(line.variant() + " - " + baseline + " is left out: " + why + ".");
        return Optional.empty();
    }

    private <T> Optional<T> leaveOut(StudyPlan.Line line, Split split, String why) {
        return leaveOut(line, "on " + split.label() + ", " + why);
    }

    /**
     * What two trials must share to be paired.
     *
     * @param seed of training
     * @param repetition settings of {@code cross}
     */
    private record Key(long seed, Map<String, String> repetition) {}

    /**
     * Two trials that differ in nothing but the variant.
     *
     * @param key what they share
     * @param variant the one
     * @param baseline the other
     */
    private record Twins(Key key, StudyPlan.Trial variant, StudyPlan.Trial baseline) {}
}
