package dev.attune.runner.stats;

import dev.attune.runner.train.Figure;
import dev.attune.runner.trial.ClipScores;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Names the repetitions, such as folds, that have too few labelled clips to say how clips differ. */
final class FewClips {
    private static final int WANTED = 2;
    private static final String FOLD = "fold";

    private FewClips() {}

    /**
     * Returns in words which repetitions have too few clips.
     *
     * @param lines those that are compared; at least one
     * @param design what they share
     * @param target a target, or the mean of all
     * @return empty if none has, or nothing is repeated
     */
    static String words(List<LineScores> lines, Design design, String target) {
        List<String> found = new ArrayList<>();
        for (Map<String, String> repetition : design.repetitions()) {
            int clips = labelled(lines, design.seeds(), repetition, target);
            if (!repetition.isEmpty() && clips < WANTED) {
                found.add(name(repetition) + " has "
                        + (target.equals(Figure.MEAN)
                                ? Comparison.count(clips, "labelled clip")
                                : Comparison.count(clips, "clip") + " with labels of " + target));
            }
        }
        return found.isEmpty() ? "" : String.join(" and ", found) + ", wanted " + WANTED;
    }

    /** Returns how many clips have labels in all trials of a repetition. */
    private static int labelled(
            List<LineScores> lines, List<Long> seeds, Map<String, String> repetition, String target) {
        Set<String> all = new LinkedHashSet<>();
        lines.get(0)
                .trial(new LineScores.Key(seeds.get(0), repetition))
                .scores()
                .clips()
                .forEach((name, clip) -> {
                    if (hasLabels(clip, lines.get(0).targets(), target)) {
                        all.add(name);
                    }
                });
        for (LineScores line : lines) {
            for (long seed : seeds) {
                all.retainAll(line.trial(new LineScores.Key(seed, repetition))
                        .scores()
                        .clips()
                        .keySet());
            }
        }
        return all.size();
    }

    private static boolean hasLabels(ClipScores.Clip clip, List<String> targets, String target) {
        int column = targets.indexOf(target);
        return column < 0
                ? clip.states().stream().anyMatch(state -> state.value().isPresent())
                : clip.states().get(column).value().isPresent();
    }

    /** Returns {@code fold 3}, or {@code data.noise=3} where something else is repeated. */
    private static String name(Map<String, String> repetition) {
        return repetition.entrySet().stream()
                .map(entry -> entry.getKey().endsWith("." + FOLD)
                        ? FOLD + " " + entry.getValue()
                        : entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining(", "));
    }
}
