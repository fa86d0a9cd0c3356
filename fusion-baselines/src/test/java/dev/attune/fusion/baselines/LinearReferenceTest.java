package dev.attune.fusion.baselines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import dev.attune.api.fusion.ClosedForm;
import dev.attune.api.fusion.FusionContext;
import dev.attune.api.fusion.FusionModel;
import dev.attune.api.fusion.ModalityBatch;
import dev.attune.testkit.ModelProbe;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinearReferenceTest {
    private static final int WINDOWS = 3;
    private static final int LENGTH = ReferenceComparison.LENGTH;
    private static final int TARGETS = ReferenceComparison.TARGETS.size();

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void predictsFromItsBuffers(int modalities) {
        ReferenceComparison.fusion(new LinearFactory(), new LinearConfig(1), modalities, problem -> {
            Weights weights = problem.weights();
            return problem.eachWindow(b -> Loops.linear(
                    Loops.sideBySide(problem.window(b)), weights.matrix("weight"), weights.vector("bias")));
        });
    }

    @ParameterizedTest
    @CsvSource({"1, 0.1", "2, 1", "3, 20"})
    void fitsWhatMinimisesThePenalisedError(int modalities, double penalty) {
        FusionContext context = ReferenceComparison.context(modalities);
        try (FusionModel model = new LinearFactory().create(new LinearConfig(penalty), context);
                ModelProbe probe = new ModelProbe(model)) {
            Observations first = new Observations(context);
            first.add(probe, model, 1, TARGETS);
            first.add(probe, model, 2, TARGETS);
            solve(model);
            compare(probe, first, penalty);

            Observations second = new Observations(context); // nothing of the first may be left
            second.add(probe, model, 3, TARGETS);
            solve(model);
            compare(probe, second, penalty);
        }
    }

    @Test
    void predictsTheTrainingMeanOfATargetWithoutLabels() {
        FusionContext context = ReferenceComparison.context(2);
        try (FusionModel model = new LinearFactory().create(new LinearConfig(1), context);
                ModelProbe probe = new ModelProbe(model)) {
            Observations observations = new Observations(context);
            observations.add(probe, model, 1, 1);
            solve(model);
            int features = context.totalDimension();
            float[] weight = probe.values("weight");
            for (int d = 0; d < features; d++) {
                assertThat(weight[features + d]).isZero();
            }
            assertThat((double) probe.values("bias")[1]).isCloseTo(ReferenceComparison.MEANS.get(1), within(1e-6));
        }
    }

    private static void solve(FusionModel model) {
        ((ClosedForm) model).solve();
    }

    private static void compare(ModelProbe probe, Observations observations, double penalty) {
        float[] weight = probe.values("weight");
        float[] bias = probe.values("bias");
        assertThat(bias).hasSize(TARGETS);
        for (int target = 0; target < TARGETS; target++) {
            double[] expected = RidgeReference.solve(observations.x.get(target), observations.y.get(target), penalty);
            int features = expected.length - 1;
            assertThat(weight).hasSize(TARGETS * features);
            for (int d = 0; d < features; d++) {
                assertThat((double) weight[target * features + d])
                        .as("weight of feature %d for target %d", d, target)
                        .isCloseTo(expected[d], within(1e-5));
            }
            assertThat((double) bias[target])
                    .as("intercept of target %d", target)
                    .isCloseTo(expected[features], within(1e-5));
        }
    }

    /** What was given to a model and counts, by target; what does not count is large. */
    private static final class Observations {
        private final List<Integer> dimensions;
        private final List<List<double[]>> x = new ArrayList<>();
        private final List<List<Double>> y = new ArrayList<>();

        Observations(FusionContext context) {
            dimensions = context.dimensions();
            for (int target = 0; target < TARGETS; target++) {
                x.add(new ArrayList<>());
                y.add(new ArrayList<>());
            }
        }

        /** Gives the model a batch, in which only the first few targets have labels. */
        void add(ModelProbe probe, FusionModel model, long seed, int labelled) {
            SplittableRandom random = new SplittableRandom(seed);
            int total = dimensions.stream().mapToInt(Integer::intValue).sum();
            int frames = WINDOWS * LENGTH;
            boolean[] exists = new boolean[frames];
            float[][] features = new float[frames][total];
            float[] labels = new float[frames * TARGETS];
            boolean[] valid = new boolean[frames * TARGETS];
            for (int i = 0; i < frames; i++) {
                exists[i] = i % LENGTH < LENGTH - i / LENGTH; // each window ends a frame before the last one
                for (int d = 0; d < total; d++) {
                    features[i][d] = (float) random.nextDouble(-1, 2) * (exists[i] ? 1 : 100);
                }
                for (int target = 0; target < TARGETS; target++) {
                    int place = i * TARGETS + target;
                    boolean counts = target < labelled && random.nextInt(4) > 0;
                    valid[place] = counts;
                    labels[place] = (float) random.nextDouble(-1, 3) * (counts && exists[i] ? 1 : 100);
                    if (counts && exists[i]) {
                        double[] row = new double[total];
                        for (int d = 0; d < total; d++) {
                            row[d] = features[i][d];
                        }
                        x.get(target).add(row);
                        y.get(target).add((double) labels[place]);
                    }
                }
            }
            ((ClosedForm) model)
                    .add(
                            batch(probe, features, exists),
                            probe.constant(labels, WINDOWS, LENGTH, TARGETS),
                            probe.mask(valid, WINDOWS, LENGTH, TARGETS));
        }

        private ModalityBatch batch(ModelProbe probe, float[][] features, boolean[] exists) {
            NDArray frames = probe.mask(exists, WINDOWS, LENGTH);
            List<NDArray> sequences = new ArrayList<>();
            List<NDArray> masks = new ArrayList<>();
            int start = 0;
            for (int dimension : dimensions) {
                float[] values = new float[features.length * dimension];
                for (int i = 0; i < values.length; i++) {
                    values[i] = features[i / dimension][start + i % dimension];
                }
                sequences.add(probe.constant(values, WINDOWS, LENGTH, dimension));
                masks.add(frames);
                start += dimension;
            }
            return new ModalityBatch(sequences, masks, frames);
        }
    }
}
