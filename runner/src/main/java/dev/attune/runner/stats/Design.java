package dev.attune.runner.stats;

import dev.attune.api.metric.AdditiveMetric;
import dev.attune.api.metric.Metric;
import dev.attune.api.metric.MetricFactory;
import dev.attune.api.metric.MetricState;
import dev.attune.runner.config.Selection;
import dev.attune.runner.data.Lookup;
import dev.attune.runner.trial.ClipScores;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What lines share, and on what they can thus be compared: every seed in every repetition, on every clip.
 *
 * @param metric the metric with its options
 * @param targets in the order of the scores
 * @param seeds those that all lines finished in all repetitions
 * @param repetitions settings of {@code cross}
 * @param clips of each repetition, those that all its trials have
 */
record Design(
        Selection<MetricFactory<?>> metric,
        List<String> targets,
        List<Long> seeds,
        List<Map<String, String>> repetitions,
        List<List<String>> clips) {

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
        List<List<String>> clips = new ArrayList<>();
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
            clips.add(shared == null ? List.of() : List.copyOf(shared));
        }
        return new Design(lines.get(0).metric(), lines.get(0).targets(), seeds, repetitions, clips);
    }

    /** Returns whether all trials were scored on the same labels. */
    boolean hasSameLabels(LineScores one, LineScores other) {
        for (int repetition = 0; repetition < repetitions.size(); repetition++) {
            LineScores.Key key = new LineScores.Key(seeds.get(0), repetitions.get(repetition));
            Map<String, ClipScores.Clip> ofOne = one.trial(key).scores().clips();
            Map<String, ClipScores.Clip> ofOther = other.trial(key).scores().clips();
            for (String clip : clips.get(repetition)) {
                if (Lookup.required(ofOne, clip).labelHash()
                        != Lookup.required(ofOther, clip).labelHash()) {
                    return false;
                }
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
        ClipGroups groups = new ClipGroups(clips);
        boolean[][] labelled = new boolean[targets.size()][groups.clips()];
        for (int repetition = 0; repetition < repetitions.size(); repetition++) {
            MetricState[][] states = states(lines, repetition);
            scorers.add(scorer(lines.get(0).anyScores().metric(), states));
            for (int target = 0; target < targets.size(); target++) {
                for (int clip = 0; clip < groups.clips(); clip++) {
                    int place = groups.place(repetition, clip);
                    labelled[target][clip] |=
                            place >= 0 && states[target][place].value().isPresent();
                }
            }
        }
        return new Panel(lines.size(), seeds.size(), targets.size(), groups, scorers, labelled);
    }

    private Scorer scorer(Metric metric, MetricState[][] states) {
        return metric instanceof AdditiveMetric additive
                ? new SummingScorer(additive, states, targets.size())
                : new MergingScorer(metric, states);
    }

    /** Returns the states of a repetition: by line, seed and target, then by clip. */
    private MetricState[][] states(List<LineScores> lines, int repetition) {
        List<MetricState[]> states = new ArrayList<>();
        for (LineScores line : lines) {
            for (long seed : seeds) {
                ClipScores scores = line.trial(new LineScores.Key(seed, repetitions.get(repetition)))
                        .scores();
                for (int target = 0; target < targets.size(); target++) {
                    int column = target;
                    states.add(clips.get(repetition).stream()
                            .map(clip -> Lookup.required(scores.clips(), clip)
                                    .states()
                                    .get(column))
                            .toArray(MetricState[]::new));
                }
            }
        }
        return states.toArray(MetricState[][]::new);
    }
}
