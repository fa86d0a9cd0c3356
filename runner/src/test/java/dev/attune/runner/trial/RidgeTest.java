package dev.attune.runner.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.attune.runner.data.Lookup;
import dev.attune.runner.train.TrialFailedException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

final class RidgeTest {
    private static final List<String> TARGETS = List.of("valence", "arousal");
    private static final int SOURCES = 3;
    private static final double PENALTY = 0.7;

    private final SplittableRandom random = new SplittableRandom(5);
    private final Map<String, Example> clips = new LinkedHashMap<>();

    /** A clip: some frames of two targets, some of them without labels. */
    private static final class Example {
        private final List<float[]> predictions = new ArrayList<>();
        private final float[] labels;

        Example(int frames) {
            labels = new float[frames * TARGETS.size()];
        }
    }

    private void addClips(int count) {
        for (int clip = 0; clip < count; clip++) {
            Example example = new Example(6 + clip);
            for (int source = 0; source < SOURCES; source++) {
                float[] values = new float[example.labels.length];
                for (int i = 0; i < values.length; i++) {
                    values[i] = (float) (3 + random.nextDouble());
                }
                example.predictions.add(values);
            }
            for (int i = 0; i < example.labels.length; i++) {
                example.labels[i] = i % 5 == 0 ? Float.NaN : (float) random.nextDouble();
            }
            clips.put("clip-" + (char) ('a' + count - clip), example); // not in the order of names
        }
    }

    private Ridge ridge(double penalty) {
        return ridge(penalty, name -> name);
    }

    private Ridge ridge(double penalty, UnaryOperator<String> groupOf) {
        Ridge ridge = new Ridge(SOURCES, TARGETS, penalty);
        clips.forEach((name, clip) -> ridge.add(name, groupOf.apply(name), clip.predictions, clip.labels));
        return ridge;
    }

    private static float[] combine(Combiner combiner, String name, Example clip) {
        return combiner.combine(name, clip.predictions, clip.labels);
    }

    /**
     * Minimises sum (label - b0 - sum bk xk)² + penalty sum bk² over the frames of some clips in the plainest way: normal equations with
     * a column of ones whose diagonal has no penalty, by Gauss elimination.
     */
    private double[] plainFit(int target, double penalty, Predicate<String> among) {
        int size = SOURCES + 1;
        double[][] system = new double[size][size + 1];
        clips.forEach((name, clip) -> {
            for (int i = target; among.test(name) && i < clip.labels.length; i += TARGETS.size()) {
                if (!Float.isNaN(clip.labels[i])) {
                    double[] row = new double[size + 1];
                    for (int source = 0; source < SOURCES; source++) {
                        row[source] = clip.predictions.get(source)[i];
                    }
                    row[SOURCES] = 1;
                    row[size] = clip.labels[i];
                    for (int one = 0; one < size; one++) {
                        for (int other = 0; other <= size; other++) {
                            system[one][other] += row[one] * row[other];
                        }
                    }
                }
            }
        });
        for (int source = 0; source < SOURCES; source++) {
            system[source][source] += penalty;
        }
        for (int pivot = 0; pivot < size; pivot++) {
            for (int row = 0; row < size; row++) {
                double factor = row == pivot ? 0 : system[row][pivot] / system[pivot][pivot];
                for (int column = 0; column <= size; column++) {
                    system[row][column] -= factor * system[pivot][column];
                }
            }
        }
        double[] weights = new double[size];
        for (int i = 0; i < size; i++) {
            weights[i] = system[i][size] / system[i][i];
        }
        return weights;
    }

    private void assertPredictsLike(float[] combined, Example clip, double penalty, Predicate<String> among) {
        for (int target = 0; target < TARGETS.size(); target++) {
            double[] weights = plainFit(target, penalty, among);
            for (int i = target; i < combined.length; i += TARGETS.size()) {
                double expected = weights[SOURCES];
                for (int source = 0; source < SOURCES; source++) {
                    expected += weights[source] * clip.predictions.get(source)[i];
                }
                assertThat((double) combined[i]).isCloseTo(expected, within(1e-6));
            }
        }
    }

    @Test
    void theWholeFitIsTheLeastPenalisedSumOfSquares() {
        addClips(7);
        for (double penalty : new double[] {0, PENALTY, 1000}) {
            Combiner whole = ridge(penalty).whole();
            clips.forEach((name, clip) -> assertPredictsLike(combine(whole, name, clip), clip, penalty, other -> true));
        }
    }

    @Test
    void aGreatPenaltyLeavesTheMeanLabelSinceTheInterceptHasNone() {
        addClips(3);
        Example clip = clips.values().iterator().next();
        float[] combined = combine(ridge(1e12).whole(), "clip-x", clip);
        double sum = 0;
        int count = 0;
        for (Example other : clips.values()) {
            for (int i = 0; i < other.labels.length; i += 2) {
                if (!Float.isNaN(other.labels[i])) {
                    sum += other.labels[i];
                    count++;
                }
            }
        }
        assertThat((double) combined[0]).isCloseTo(sum / count, within(1e-6));
    }

    @Test
    void aClipIsPredictedByAFitOnTheOtherFolds() {
        addClips(7); // by name: b | c | d e | f | g h
        List<String> folds = List.of("b", "c", "de", "f", "gh");
        Combiner crossFitted = ridge(PENALTY).crossFitted();
        clips.forEach((name, clip) -> {
            String own = folds.stream()
                    .filter(fold -> fold.contains(name.substring(5)))
                    .findFirst()
                    .orElseThrow();
            assertPredictsLike(
                    combine(crossFitted, name, clip), clip, PENALTY, other -> !own.contains(other.substring(5)));
        });
    }

    @Test
    void aClipIsPredictedByAFitOnOtherGroups() {
        addClips(7); // c and g are of one video, as are d and h
        List<String> groups = List.of("b", "cg", "dh", "e", "f");
        UnaryOperator<String> groupOf = name -> groups.stream()
                .filter(group -> group.contains(name.substring(5)))
                .findFirst()
                .orElseThrow();
        Combiner crossFitted = ridge(PENALTY, groupOf).crossFitted();
        clips.forEach((name, clip) -> assertPredictsLike(
                combine(crossFitted, name, clip),
                clip,
                PENALTY,
                other -> !groupOf.apply(other).equals(groupOf.apply(name))));
        assertThatThrownBy(() -> ridge(PENALTY, name -> "video").crossFitted())
                .isInstanceOf(TrialFailedException.class)
                .hasMessageContaining("at least 2 groups of validation clips, found 1");
    }

    @Test
    void itsOwnLabelsAndThoseOfItsFoldDoNotMoveThePredictionOfAClip() {
        addClips(7);
        Example clip = Lookup.required(clips, "clip-d");
        Example neighbour = Lookup.required(clips, "clip-e");
        Example elsewhere = Lookup.required(clips, "clip-f");
        float[] before = combine(ridge(PENALTY).crossFitted(), "clip-d", clip);
        clip.labels[1] += 5;
        neighbour.labels[2] -= 5;
        assertThat(combine(ridge(PENALTY).crossFitted(), "clip-d", clip)).isEqualTo(before);
        elsewhere.labels[1] += 5;
        assertThat(combine(ridge(PENALTY).crossFitted(), "clip-d", clip)).isNotEqualTo(before);
    }

    @Test
    void fewClipsAreAFoldEachAndOneIsTooFew() {
        addClips(2);
        Combiner crossFitted = ridge(PENALTY).crossFitted();
        clips.forEach((name, clip) ->
                assertPredictsLike(combine(crossFitted, name, clip), clip, PENALTY, other -> !other.equals(name)));
        clips.remove("clip-b");
        assertThatThrownBy(() -> ridge(PENALTY).crossFitted())
                .isInstanceOf(TrialFailedException.class)
                .hasMessageContaining("at least 2 validation clips, found 1");
    }

    @Test
    void whatHasNoSolutionIsSaid() {
        addClips(3);
        clips.values().forEach(clip -> clip.predictions.set(1, clip.predictions.get(0)));
        assertThatThrownBy(() -> ridge(0).whole())
                .isInstanceOf(TrialFailedException.class)
                .hasMessageContaining("depend on each other; give a greater penalty");
        assertThat(ridge(PENALTY).whole()).isNotNull();
        clips.values().forEach(clip -> {
            for (int i = 1; i < clip.labels.length; i += 2) {
                clip.labels[i] = Float.NaN;
            }
        });
        assertThatThrownBy(() -> ridge(PENALTY).whole())
                .isInstanceOf(TrialFailedException.class)
                .hasMessageContaining("3 validation clips have no label of arousal");
    }
}
