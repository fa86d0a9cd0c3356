package dev.attune.runner.trial;

import dev.attune.runner.data.Lookup;
import dev.attune.runner.train.TrialFailedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Regresses labels on the predictions of several sources, for each target on its own.
 *
 * <pre>
 * y = b0 + sum_k bk xk,   with the least   sum_frames (label - y)^2 + penalty sum_k bk^2
 * </pre>
 *
 * <p>The intercept b0 is not penalised. What a clip contributes is kept apart from the others, so that the weights for a clip can be
 * fitted without it and those that belong to it (Wolpert, Stacked generalization, Neural Networks 5, 1992).
 */
final class Ridge {
    /** Folds of cross-fitting; fewer groups of clips have one each. */
    private static final int FOLDS = 5;

    private final int sources;
    private final List<String> targets;
    private final double penalty;
    private final Map<String, List<Moments>> clips = new TreeMap<>(); // by name, then by target
    private final Map<String, SortedSet<String>> groups = new TreeMap<>(); // names of their clips

    /**
     * Makes an empty one.
     *
     * @param sources how many predictions there are
     * @param targets names, in the order of columns
     * @param penalty at least 0
     */
    Ridge(int sources, List<String> targets, double penalty) {
        this.sources = sources;
        this.targets = List.copyOf(targets);
        this.penalty = penalty;
    }

    /**
     * Adds a clip to what is fitted; arrays as those of {@link Combiner}.
     *
     * @param clip its name
     * @param group that of what it has in common with others; of itself, if nothing
     * @param predictions one a source
     * @param labels NaN where there is none
     */
    void add(String clip, String group, List<float[]> predictions, float[] labels) {
        List<Moments> ofTargets = new ArrayList<>();
        for (int target = 0; target < targets.size(); target++) {
            Moments moments = new Moments(sources + 1);
            double[] row = new double[sources + 1];
            for (int i = target; i < labels.length; i += targets.size()) {
                if (!Float.isNaN(labels[i])) {
                    for (int source = 0; source < sources; source++) {
                        row[source] = predictions.get(source)[i];
                    }
                    row[sources] = labels[i];
                    moments.add(row);
                }
            }
            ofTargets.add(moments);
        }
        clips.put(clip, ofTargets);
        groups.computeIfAbsent(group, key -> new TreeSet<>()).add(clip);
    }

    /**
     * Returns what combines by weights that were fitted on all clips, for clips that are not among them.
     *
     * @throws TrialFailedException if there are no such weights
     */
    Combiner whole() {
        double[][] weights = fit(List.copyOf(clips.keySet()));
        return (clip, predictions, labels) -> apply(weights, predictions, labels.length);
    }

    /**
     * Returns what combines the predictions of each clip by weights that were fitted on clips of other folds. A fold is a run of groups
     * by name: clips that belong together are in one, and neighbours, which are often of one speaker, stay together.
     *
     * @throws TrialFailedException if there are no such weights
     */
    Combiner crossFitted() {
        List<String> names = List.copyOf(groups.keySet());
        int folds = Math.min(FOLDS, names.size());
        if (folds < 2) {
            throw new TrialFailedException("A ridge regression needs at least 2 "
                    + (names.size() == clips.size() ? "validation clips" : "groups of validation clips") + ", found "
                    + names.size()
                    + ": its figure on a clip must come from weights that were fitted on others; combine by mean.");
        }
        List<double[][]> ofFolds = new ArrayList<>();
        Map<String, Integer> foldOf = new TreeMap<>();
        for (int fold = 0; fold < folds; fold++) {
            int from = fold * names.size() / folds;
            int to = (fold + 1) * names.size() / folds;
            List<String> others = new ArrayList<>(names.subList(0, from));
            others.addAll(names.subList(to, names.size()));
            ofFolds.add(fit(clipsOf(others)));
            for (String clip : clipsOf(names.subList(from, to))) {
                foldOf.put(clip, fold);
            }
        }
        return (clip, predictions, labels) ->
                apply(ofFolds.get(Lookup.required(foldOf, clip)), predictions, labels.length);
    }

    private List<String> clipsOf(List<String> names) {
        return names.stream()
                .flatMap(name -> Lookup.required(groups, name).stream())
                .toList();
    }

    private float[] apply(double[][] weights, List<float[]> predictions, int length) {
        float[] combined = new float[length];
        for (int i = 0; i < length; i++) {
            double[] own = weights[i % targets.size()];
            double sum = own[sources];
            for (int source = 0; source < sources; source++) {
                sum += own[source] * predictions.get(source)[i];
            }
            combined[i] = (float) sum;
        }
        return combined;
    }

    /** Returns the weights of each target: one a source, then the intercept. */
    private double[][] fit(List<String> names) {
        double[][] weights = new double[targets.size()][];
        for (int target = 0; target < targets.size(); target++) {
            Moments all = new Moments(sources + 1);
            for (String name : names) {
                all.add(Lookup.required(clips, name).get(target));
            }
            if (all.count() == 0) {
                throw new TrialFailedException("A ridge regression cannot be fitted: " + names.size()
                        + " validation clips have no label of " + targets.get(target) + "; combine by mean.");
            }
            weights[target] = solve(all);
        }
        return weights;
    }

    /** Solves the normal equations of centred predictions and labels, which leaves the intercept without a penalty. */
    private double[] solve(Moments moments) {
        double[][] matrix = new double[sources][sources];
        double[] right = new double[sources];
        for (int row = 0; row < sources; row++) {
            for (int column = 0; column < sources; column++) {
                matrix[row][column] = moments.product(row, column) + (row == column ? penalty : 0);
            }
            right[row] = moments.product(row, sources);
        }
        double[] slopes = Cholesky.solve(matrix, right)
                .orElseThrow(
                        () -> new TrialFailedException(
                                "A ridge regression with a penalty of " + penalty
                                        + " has no single solution: the predictions of its sources depend on each other; give a greater penalty."));
        double[] weights = new double[sources + 1];
        double intercept = moments.mean(sources);
        for (int source = 0; source < sources; source++) {
            weights[source] = slopes[source];
            intercept -= slopes[source] * moments.mean(source);
        }
        weights[sources] = intercept;
        return weights;
    }
}
