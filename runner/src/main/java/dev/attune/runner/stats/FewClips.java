package dev.attune.runner.stats;

import dev.attune.runner.data.Lookup;
import dev.attune.runner.train.Figure;
import dev.attune.runner.trial.ClipScores;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Names the repetitions, such as folds, that have too few labelled groups of clips to say how these differ; mostly, each clip is a group.
 *
 * <p>Repetitions that share a group are drawn from one stratum, but each must still have a value without any one of its groups.
 */
final class FewClips {
    private static final int WANTED = 2;
    private static final String FOLD = "fold";

    private final LineScores line;
    private final Design design;

    private FewClips(LineScores line, Design design) {
        this.line = line;
        this.design = design;
    }

    /**
     * Returns in words which repetitions have too few groups of clips.
     *
     * @param line any of those that the design is of; they have the same labels
     * @param design what lines share
     * @param target a target, or the mean of all, which needs labels of each
     * @return empty if none has, or nothing is repeated
     */
    static String words(LineScores line, Design design, String target) {
        return new FewClips(line, design).words(target);
    }

    private String words(String target) {
        List<String> targets = target.equals(Figure.MEAN) ? design.targets() : List.of(target);
        List<String> found = new ArrayList<>();
        for (int i = 0; i < design.repetitions().size(); i++) {
            int repetition = i;
            String scarcest = targets.stream()
                    .min(Comparator.comparingInt(each -> labelled(repetition, each)))
                    .orElse(target);
            int groups = labelled(repetition, scarcest);
            if (!design.repetitions().get(repetition).isEmpty() && groups < WANTED) {
                found.add(name(design.repetitions().get(repetition)) + " has " + counted(groups) + " with labels of "
                        + scarcest);
            }
        }
        return found.isEmpty() ? "" : String.join(" and ", found) + ", wanted " + WANTED;
    }

    private String counted(int groups) {
        return design.isGrouped() ? Comparison.count(groups, "group") + " of clips" : Comparison.count(groups, "clip");
    }

    /** Returns how many groups of a repetition have a clip with labels of a target. */
    private int labelled(int repetition, String target) {
        int column = design.targets().indexOf(target);
        Map<String, ClipScores.Clip> clips = line.trial(new LineScores.Key(
                        design.seeds().get(0), design.repetitions().get(repetition)))
                .scores()
                .clips();
        return (int) design.groups().get(repetition).stream()
                .filter(group -> group.clips().stream()
                        .anyMatch(clip -> Lookup.required(clips, clip)
                                .states()
                                .get(column)
                                .value()
                                .isPresent()))
                .count();
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
