package dev.attune.fusion.baselines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import dev.attune.api.ConfigException;
import dev.attune.api.fusion.ClosedForm;
import dev.attune.api.fusion.FusionContext;
import dev.attune.api.fusion.FusionModel;
import dev.attune.api.fusion.ModalityBatch;
import dev.attune.testkit.ModelProbe;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Holds the ridge regression against a least-squares solution by another route: Householder reflections of the frames
 * themselves, with a column of ones for the bias and a row for each penalised weight. No sums of products, no means.
 */
class LinearFusionTest {
    private static final int WINDOWS = 3;
    private static final int LENGTH = ReferenceComparison.LENGTH;
    private static final int TARGETS = ReferenceComparison.TARGETS.size();
    private static final double TOLERANCE = 1e-5;

    /** Frames in plain Java: features side by side, labels, which of them are valid. */
    private static final class Frames {
        private final List<float[][]> features = new ArrayList<>(); // by modality, one row a frame
        private final float[][] labels = new float[WINDOWS * LENGTH][TARGETS];
        private final boolean[][] valid = new boolean[WINDOWS * LENGTH][TARGETS];
        private final boolean[] frames = new boolean[WINDOWS * LENGTH];

        /** Draws windows, the last of which ends early; labels follow features, beside noise. */
        Frames(long seed, List<Integer> dimensions) {
            SplittableRandom random = new SplittableRandom(seed);
            for (int t = 0; t < frames.length; t++) {
                frames[t] = t < frames.length - 2;
            }
            for (int dimension : dimensions) {
                float[][] own = new float[frames.length][dimension];
                for (int t = 0; t < frames.length; t++) {
                    for (int d = 0; d < dimension; d++) {
                        own[t][d] = (float) (frames[t] ? 3 + (d + 1) * random.nextDouble(-1, 1) : 1e6);
                    }
                }
                features.add(own);
            }
            for (int t = 0; t < frames.length; t++) {
                for (int target = 0; target < TARGETS; target++) {
                    labels[t][target] =
                            (float) (0.3 * row(t)[target] - 0.2 * row(t)[2 * target + 1] + random.nextDouble());
                    valid[t][target] = frames[t];
                }
            }
        }

        double[] row(int frame) {
            return features.stream().flatMapToDouble(own -> doubles(own[frame])).toArray();
        }

        private static DoubleStream doubles(float[] values) {
            return IntStream.range(0, values.length).mapToDouble(i -> values[i]);
        }

        void invalidate(int target, int every) {
            for (int t = 0; t < valid.length; t += every) {
                valid[t][target] = false;
                labels[t][target] = Float.NaN; // nobody may look at it
            }
        }

        ModalityBatch batch(ModelProbe probe) {
            NDArray exist = probe.mask(frames, WINDOWS, LENGTH);
            List<NDArray> sequences = new ArrayList<>();
            for (float[][] own : features) {
                sequences.add(probe.constant(flat(own), WINDOWS, LENGTH, own[0].length));
            }
            return new ModalityBatch(
                    sequences, sequences.stream().map(sequence -> exist).toList(), exist);
        }

        void teach(ModelProbe probe, ClosedForm model) {
            boolean[] mask = new boolean[valid.length * TARGETS];
            for (int i = 0; i < mask.length; i++) {
                mask[i] = valid[i / TARGETS][i % TARGETS];
            }
            model.add(
                    batch(probe),
                    probe.constant(flat(labels), WINDOWS, LENGTH, TARGETS),
                    probe.mask(mask, WINDOWS, LENGTH, TARGETS));
        }
    }

    private static float[] flat(float[][] rows) {
        float[] values = new float[rows.length * rows[0].length];
        for (int i = 0; i < values.length; i++) {
            values[i] = rows[i / rows[0].length][i % rows[0].length];
        }
        return values;
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-3, 1, 100})
    void findsTheRidgeSolution(double penalty) {
        FusionContext context = ReferenceComparison.context(3);
        Frames first = new Frames(1, context.dimensions());
        Frames second = new Frames(2, context.dimensions());
        second.invalidate(0, 3); // the targets part company
        Frames third = new Frames(3, context.dimensions());
        third.invalidate(1, 1); // and one of them leaves
        List<Frames> all = List.of(first, second, third);
        try (FusionModel model = new LinearFactory().create(new LinearConfig(penalty), context);
                ModelProbe probe = new ModelProbe(model)) {
            all.forEach(frames -> frames.teach(probe, (ClosedForm) model));
            ((ClosedForm) model).solve();

            for (int target = 0; target < TARGETS; target++) {
                assertSolution(probe, target, ridge(all, target, penalty));
            }
            assertPredictions(model, probe, first);
        }
    }

    /** Six of nine columns are enough: the rest are copies, and get no weight, but predictions are those of least squares. */
    @Test
    void redundantFeaturesDoNotBreakLeastSquares() {
        FusionContext context = ReferenceComparison.context(3);
        Frames frames = new Frames(4, context.dimensions());
        for (int t = 0; t < frames.frames.length; t++) {
            System.arraycopy(frames.features.get(0)[t], 0, frames.features.get(1)[t], 0, 3);
        }
        Frames reduced = new Frames(4, context.dimensions());
        reduced.features.remove(1);
        for (int t = 0; t < frames.frames.length; t++) {
            System.arraycopy(frames.labels[t], 0, reduced.labels[t], 0, TARGETS);
        }
        try (FusionModel model = new LinearFactory().create(new LinearConfig(0), context);
                ModelProbe probe = new ModelProbe(model)) {
            frames.teach(probe, (ClosedForm) model);
            ((ClosedForm) model).solve();

            for (int target = 0; target < TARGETS; target++) {
                double[] few = ridge(List.of(reduced), target, 0); // 4 + 2 weights and the bias
                double[] solution = {few[0], few[1], few[2], few[3], 0, 0, 0, few[4], few[5], few[6]};
                assertSolution(probe, target, solution);
            }
        }
    }

    @Test
    void aTargetWithoutLabelsGetsItsTrainingMean() {
        FusionContext context = ReferenceComparison.context(2);
        Frames frames = new Frames(5, context.dimensions());
        frames.invalidate(1, 1);
        try (FusionModel model = new LinearFactory().create(new LinearConfig(1), context);
                ModelProbe probe = new ModelProbe(model)) {
            frames.teach(probe, (ClosedForm) model);
            ((ClosedForm) model).solve();

            assertSolution(probe, 0, ridge(List.of(frames), 0, 1));
            double[] mean = new double[8];
            mean[7] = ReferenceComparison.MEANS.get(1);
            assertSolution(probe, 1, mean);
        }
    }

    @Test
    void whatWasSolvedIsForgotten() {
        FusionContext context = ReferenceComparison.context(2);
        Frames before = new Frames(6, context.dimensions());
        Frames now = new Frames(7, context.dimensions());
        try (FusionModel model = new LinearFactory().create(new LinearConfig(1), context);
                ModelProbe probe = new ModelProbe(model)) {
            before.teach(probe, (ClosedForm) model);
            ((ClosedForm) model).solve();
            now.teach(probe, (ClosedForm) model);
            ((ClosedForm) model).solve();

            assertSolution(probe, 0, ridge(List.of(now), 0, 1));
            assertThat(probe.learntNames()).isEmpty();
        }
    }

    @Test
    void moreFeaturesThanMemoryHoldsAreRefusedInWords() {
        FusionContext small = ReferenceComparison.context(1);
        FusionContext wide = new FusionContext(
                Map.of("text", 15_998),
                5,
                small.targets(),
                small.trainingMeans(),
                small.heads(),
                small.random(),
                DataType.FLOAT32);

        assertThatThrownBy(() -> new LinearFactory().create(new LinearConfig(1), wide))
                .isInstanceOf(ConfigException.class)
                .hasMessage(
                        "fusion linear takes at most 15997 features per frame beside the labels, found 15998; leave out"
                                + " a modality or choose another fusion.");
    }

    private static void assertSolution(ModelProbe probe, int target, double[] expected) {
        int features = expected.length - 1;
        float[] weights = probe.values("weight");
        for (int i = 0; i < features; i++) {
            assertThat((double) weights[target * features + i])
                    .as("weight %d of target %d", i, target)
                    .isCloseTo(expected[i], Offset.offset(TOLERANCE));
        }
        assertThat((double) probe.values("bias")[target])
                .as("bias of target %d", target)
                .isCloseTo(expected[features], Offset.offset(TOLERANCE));
    }

    private static void assertPredictions(FusionModel model, ModelProbe probe, Frames frames) {
        float[] weights = probe.values("weight");
        float[] biases = probe.values("bias");
        float[] predicted = probe.evaluate(() -> new NDList(
                        model.fuse(probe.pass(false, 1), frames.batch(probe)).value()))
                .get(0);
        for (int t = 0; t < frames.frames.length; t++) {
            double[] row = frames.row(t);
            for (int target = 0; target < TARGETS && frames.frames[t]; target++) {
                double expected = biases[target];
                for (int i = 0; i < row.length; i++) {
                    expected += row[i] * weights[target * row.length + i];
                }
                assertThat((double) predicted[t * TARGETS + target])
                        .as("prediction of frame %d, target %d", t, target)
                        .isCloseTo(expected, Offset.offset(TOLERANCE));
            }
        }
    }

    /** Returns weights and bias. */
    private static double[] ridge(List<Frames> all, int target, double penalty) {
        List<double[]> rows = new ArrayList<>(); // features, 1, label
        for (Frames frames : all) {
            for (int t = 0; t < frames.frames.length; t++) {
                if (frames.valid[t][target]) {
                    double[] features = frames.row(t);
                    double[] row = Arrays.copyOf(features, features.length + 2);
                    row[features.length] = 1;
                    row[features.length + 1] = frames.labels[t][target];
                    rows.add(row);
                }
            }
        }
        int features = rows.get(0).length - 2;
        for (int i = 0; i < features && penalty > 0; i++) {
            double[] row = new double[features + 2];
            row[i] = Math.sqrt(penalty);
            rows.add(row);
        }
        return leastSquares(rows.toArray(double[][]::new), features + 1);
    }

    /** Reflects columns onto axes one by one, the right side with them, then solves from the last unknown. */
    private static double[] leastSquares(double[][] rows, int unknowns) {
        for (int k = 0; k < unknowns; k++) {
            double[] mirror = new double[rows.length];
            double square = 0;
            for (int i = k; i < rows.length; i++) {
                mirror[i] = rows[i][k];
                square += mirror[i] * mirror[i];
            }
            mirror[k] += Math.copySign(Math.sqrt(square), mirror[k]);
            double length = 0;
            for (int i = k; i < rows.length; i++) {
                length += mirror[i] * mirror[i];
            }
            for (int j = k; j <= unknowns; j++) {
                double along = 0;
                for (int i = k; i < rows.length; i++) {
                    along += mirror[i] * rows[i][j];
                }
                for (int i = k; i < rows.length; i++) {
                    rows[i][j] -= 2 * along / length * mirror[i];
                }
            }
        }
        double[] solution = new double[unknowns];
        for (int k = unknowns - 1; k >= 0; k--) {
            double rest = rows[k][unknowns];
            for (int j = k + 1; j < unknowns; j++) {
                rest -= rows[k][j] * solution[j];
            }
            solution[k] = rest / rows[k][k];
        }
        return solution;
    }
}
