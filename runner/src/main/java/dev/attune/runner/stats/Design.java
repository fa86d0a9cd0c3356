package dev.attune.runner.stats;

import dev.attune.api.metric.AdditiveMetric;
import dev.attune.api.metric.Metric;
import dev.attune.api.metric.MetricFactory;
import dev.attune.api.metric.MetricState;
import dev.attune.runner.config.Selection;
import dev.attune.runner.data.Lookup;
import dev.attune.runner.trial.ClipScores;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * What lines share, and on what they can thus be compared: every seed in every repetition, on every clip.
 *
 * <p>Clips that are drawn together are gathered only after those were found that all trials have, so that a group has the same clips in
 * all of them.
 *
 * @param metric the metric with its options
 * @param targets in the order of the scores
 * @param seeds those that all lines finished in all repetitions
 * @param repetitions settings of {@code cross}
 * @param groups of each repetition, those of the clips that all its trials have
 */
record Design(
        Selection<MetricFactory<?>> metric,
        List<String> targets,
        List<Long> seeds,
        List<Map<String, String>> repetitions,
        List<List<Group>> groups) {

    /**
     * Clips that are drawn together.
     *
     * @param name what they have in common
     * @param clips their names, at least one
     */
    record Group(String name, List<String> clips) {}

    /**
     * Finds what lines share.
     *
     * @param lines at least one; they have the same metric and targets
     * @return without seeds, if none was finished by all in all repetitions
     */
    static Design shared(List<LineScores> lines) {
        Set<LineScores.Key> keys = new LinkedHashSet<>(lines.get(0).keys());
        lines.forEach(line -> keys.retainAll(line.keys()));
        List<Map<String, String>> repetitions =
                keys.stream().map(LineScores.Key::repetition).distinct().toList();
        List<Long> seeds = keys.stream()
                .map(LineScores.Key::seed)
                .distinct()
                .filter(seed -> repetitions.stream()
                        .allMatch(repetition -> keys.contains(new LineScores.Key(seed, repetition))))
                .toList();
        List<List<Group>> groups = new ArrayList<>();
        for (Map<String, String> repetition : repetitions) {
            Set<String> shared = null;
            for (LineScores line : lines) {
                for (long seed : seeds) {
                    Set<String> own = line.trial(new LineScores.Key(seed, repetition))
                            .scores()
                            .clips()
                            .keySet();
                    if (shared == null) {
                        shared = new LinkedHashSet<>(own);
                    } else {
                        shared.retainAll(own);
                    }
                }
            }
            groups.add(
                    shared == null
                            ? List.of()
                            : groups(shared, lines.get(0).trial(new LineScores.Key(seeds.get(0), repetition))));
        }
        return new Design(lines.get(0).metric(), lines.get(0).targets(), seeds, repetitions, groups);
    }

    /** Groups clips, in the order of the first of each group. */
    private static List<Group> groups(Set<String> clips, LineScores.Trial trial) {
        Map<String, List<String>> members = new LinkedHashMap<>();
        for (String clip : clips) {
            String group = Lookup.required(trial.scores().clips(), clip).group();
            members.computeIfAbsent(group, key -> new ArrayList<>()).add(clip);
        }
        return members.entrySet().stream()
                .map(entry -> new Group(entry.getKey(), List.copyOf(entry.getValue())))
                .toList();
    }

    /** Returns whether some clips are drawn together, in one repetition or in several. */
    boolean isGrouped() {
        List<Group> all = groups.stream().flatMap(List::stream).toList();
        return all.stream().map(Group::name).distinct().count()
                != all.stream()
                        .flatMap(group -> group.clips().stream())
                        .distinct()
                        .count();
    }

    /** Returns whether all trials were scored on the same labels. */
    boolean hasSameLabels(LineScores one, LineScores other) {
        return agree(one, other, ClipScores.Clip::labelHash);
    }

    /** Returns whether the clips of all trials are grouped alike. */
    boolean hasSameGroups(LineScores one, LineScores other) {
        return agree(one, other, ClipScores.Clip::group);
    }

    private boolean agree(LineScores one, LineScores other, Function<ClipScores.Clip, Object> of) {
        for (int repetition = 0; repetition < repetitions.size(); repetition++) {
            LineScores.Key key = new LineScores.Key(seeds.get(0), repetitions.get(repetition));
            Map<String, ClipScores.Clip> ofOne = one.trial(key).scores().clips();
            Map<String, ClipScores.Clip> ofOther = other.trial(key).scores().clips();
            boolean all = groups.get(repetition).stream()
                    .flatMap(group -> group.clips().stream())
                    .allMatch(clip ->
                            of.apply(Lookup.required(ofOne, clip)).equals(of.apply(Lookup.required(ofOther, clip))));
            if (!all) {
                return false;
            }
        }
        return true;
    }

    /**
     * Gathers the scores of lines.
     *
     * @param lines each has all that the design names
     */
    Panel panel(List<LineScores> lines) {
        List<Scorer> scorers = new ArrayList<>();
        Strata strata = new Strata(groups.stream()
                .map(ofRepetition -> ofRepetition.stream().map(Group::name).toList())
                .toList());
        LabelledClips labelled = new LabelledClips(targets.size(), strata.groups());
        Metric metric = lines.get(0).anyScores().metric();
        for (int repetition = 0; repetition < repetitions.size(); repetition++) {
            scorers.add(scorer(metric, states(metric, lines, repetition)));
            Map<String, ClipScores.Clip> any = lines.get(0)
                    .trial(new LineScores.Key(seeds.get(0), repetitions.get(repetition)))
                    .scores()
                    .clips();
            for (int group = 0; group < strata.groups(); group++) {
                int place = strata.place(repetition, group);
                for (String clip : place < 0
                        ? List.<String>of()
                        : groups.get(repetition).get(place).clips()) {
                    labelled.add(group, clip, Lookup.required(any, clip).states());
                }
            }
        }
        return new Panel(lines.size(), seeds.size(), targets.size(), strata, scorers, labelled);
    }

    private Scorer scorer(Metric metric, MetricState[][] states) {
        return metric instanceof AdditiveMetric additive
                ? new SummingScorer(additive, states, targets.size())
                : new MergingScorer(metric, states);
    }

    /** Returns the states of a repetition: by line, seed and target, then by group. */
    private MetricState[][] states(Metric metric, List<LineScores> lines, int repetition) {
        List<MetricState[]> states = new ArrayList<>();
        for (LineScores line : lines) {
            for (long seed : seeds) {
                Map<String, ClipScores.Clip> clips = line.trial(new LineScores.Key(seed, repetitions.get(repetition)))
                        .scores()
                        .clips();
                for (int target = 0; target < targets.size(); target++) {
                    int column = target;
                    states.add(groups.get(repetition).stream()
                            .map(group -> merged(
                                    metric,
                                    group.clips().stream()
                                            .map(clip -> Lookup.required(clips, clip)
                                                    .states()
                                                    .get(column))
                                            .toList()))
                            .toArray(MetricState[]::new));
                }
            }
        }
        return states.toArray(MetricState[][]::new);
    }

    private static MetricState merged(Metric metric, List<MetricState> states) {
        if (states.size() == 1) {
            return states.get(0);
        }
        MetricState whole = metric.newState();
        states.forEach(whole::merge);
        return whole;
    }
}
