package dev.attune.objectives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.attune.api.config.NoOptions;
import dev.attune.api.loss.SequenceLoss;
import dev.attune.testkit.LossBatch;
import dev.attune.testkit.LossGradients;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.function.ToDoubleBiFunction;
import org.junit.jupiter.api.Test;

/** Compares the losses of batches with several targets and ragged masks with plain loops in double precision. */
final class LossValueTest {
    private static final int SEQUENCES = 4;
    private static final int LENGTH = 25;
    private static final int TARGETS = 3;

    /** Sequence 2 has no valid label; target 1 has none in sequence 0; target 2 has none at all. */
    private static LossBatch batch(boolean probabilities) {
        SplittableRandom random = new SplittableRandom(99);
        int size = SEQUENCES * LENGTH * TARGETS;
        float[] predictions = new float[size];
        float[] labels = new float[size];
        boolean[] mask = new boolean[size];
        for (int i = 0; i < size; i++) {
            int sequence = i / (LENGTH * TARGETS);
            int target = i % TARGETS;
            labels[i] = probabilities ? random.nextInt(2) : (float) random.nextDouble(-1, 1);
            predictions[i] =
                    (float) (probabilities ? random.nextDouble() : 0.6 * labels[i] + random.nextDouble(-0.3, 0.4));
            mask[i] = sequence != 2 && target != 2 && (sequence != 0 || target != 1) && random.nextInt(4) > 0;
        }
        return new LossBatch(SEQUENCES, LENGTH, TARGETS, predictions, labels, mask);
    }

    /** Collects valid values of one target, of one sequence or of all (-1), and applies a formula to them. */
    private static OptionalDouble valid(
            LossBatch batch, int sequence, int target, ToDoubleBiFunction<double[], double[]> formula) {
        List<Integer> indices = new ArrayList<>();
        for (int i = target; i < batch.size(); i += TARGETS) {
            if (batch.mask()[i] && (sequence < 0 || batch.sequence(i) == sequence)) {
                indices.add(i);
            }
        }
        double[] predictions =
                indices.stream().mapToDouble(i -> batch.predictions()[i]).toArray();
        double[] labels = indices.stream().mapToDouble(i -> batch.labels()[i]).toArray();
        return indices.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(formula.applyAsDouble(predictions, labels));
    }

    private static double perSequence(LossBatch batch, ToDoubleBiFunction<double[], double[]> formula) {
        List<Double> targets = new ArrayList<>();
        for (int target = 0; target < TARGETS; target++) {
            List<Double> sequences = new ArrayList<>();
            for (int sequence = 0; sequence < SEQUENCES; sequence++) {
                valid(batch, sequence, target, formula).ifPresent(sequences::add);
            }
            if (!sequences.isEmpty()) {
                targets.add(mean(sequences));
            }
        }
        return mean(targets);
    }

    private static double overBatch(LossBatch batch, ToDoubleBiFunction<double[], double[]> formula) {
        List<Double> targets = new ArrayList<>();
        for (int target = 0; target < TARGETS; target++) {
            valid(batch, -1, target, formula).ifPresent(targets::add);
        }
        return mean(targets);
    }

    private static double mean(List<Double> values) {
        return NaiveMetrics.mean(
                values.stream().mapToDouble(Double::doubleValue).toArray());
    }

    private static void check(SequenceLoss loss, LossBatch batch, double expected) {
        assertThat(LossGradients.of(loss, batch).value()).isCloseTo(expected, within(2e-6));
    }

    @Test
    void cccAveragesOverSequencesThatHaveLabelsThenOverTargets() {
        LossBatch batch = batch(false);
        ToDoubleBiFunction<double[], double[]> formula = (p, y) -> 1 - NaiveMetrics.ccc(p, y);
        check(new CccLoss(CccLossConfig.Over.SEQUENCE), batch, perSequence(batch, formula));
        check(new CccLoss(CccLossConfig.Over.BATCH), batch, overBatch(batch, formula));
    }

    @Test
    void referenceDividesAsTheAuthorsDo() {
        LossBatch batch = batch(false);
        check(
                new ReferenceCccLoss(new ReferenceCccLossConfig(ReferenceCccLossConfig.Variant.RJCMA, true)),
                batch,
                perSequence(batch, (p, y) -> 1 - NaiveMetrics.referenceCcc(p, y)));
    }

    @Test
    void unmaskedReferenceCountsEveryFrame() {
        LossBatch batch = batch(false);
        boolean[] everything = new boolean[batch.size()];
        Arrays.fill(everything, true);
        check(
                new ReferenceCccLoss(new ReferenceCccLossConfig(ReferenceCccLossConfig.Variant.RJCMA, false)),
                batch,
                perSequence(batch.withMask(everything), (p, y) -> 1 - NaiveMetrics.referenceCcc(p, y)));
    }

    @Test
    void elementwiseLossesAverageOverFramesThenOverTargets() {
        LossBatch batch = batch(false);
        check(
                ElementwiseLossFactory.mse().create(new NoOptions()),
                batch,
                overBatch(batch, (p, y) -> Math.pow(NaiveMetrics.rmse(p, y), 2)));
        check(ElementwiseLossFactory.mae().create(new NoOptions()), batch, overBatch(batch, NaiveMetrics::mae));
        LossBatch binary = batch(true);
        check(
                ElementwiseLossFactory.bce().create(new NoOptions()),
                binary,
                overBatch(binary, LossValueTest::crossEntropy));
    }

    private static double crossEntropy(double[] predictions, double[] labels) {
        double sum = 0;
        for (int i = 0; i < predictions.length; i++) {
            sum -= Math.log(labels[i] == 1 ? predictions[i] : 1 - predictions[i]);
        }
        return sum / predictions.length;
    }

    /** The values of {@code torch.nn.BCELoss} and of its backward pass. */
    @Test
    void crossEntropyIsBoundedWhereAProbabilityIsZeroOrOne() {
        float[] predictions = {0, 1, 0, 1};
        float[] labels = {1, 0, 0, 1};
        boolean[] mask = {true, true, true, true};
        LossGradients found = LossGradients.of(
                ElementwiseLossFactory.bce().create(new NoOptions()),
                new LossBatch(1, 4, 1, predictions, labels, mask));
        assertThat(found.value()).isEqualTo(50);
        assertThat(found.gradient()).containsExactly(new float[] {(float) -2.5e11, (float) 2.5e11, 0, 0}, within(1e5f));
    }

    @Test
    void aTargetOrABatchWithoutLabelsCostsNothing() {
        LossBatch batch = batch(false);
        LossBatch empty = batch.withMask(new boolean[batch.size()]);
        for (SequenceLoss loss : List.of(
                new CccLoss(CccLossConfig.Over.SEQUENCE),
                new CccLoss(CccLossConfig.Over.BATCH),
                new ReferenceCccLoss(new ReferenceCccLossConfig(ReferenceCccLossConfig.Variant.JCA, true)),
                ElementwiseLoss.squared())) {
            assertThat(LossGradients.of(loss, empty).value()).isZero();
            for (float element : LossGradients.of(loss, empty).gradient()) {
                assertThat(Math.abs(element)).isZero();
            }
        }
    }

    @Test
    void maskedVariantNeedsItsMask() {
        assertThatThrownBy(() -> new ReferenceCccLossConfig(ReferenceCccLossConfig.Variant.JCA_MASKED, false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("masked must be true for variant jca-masked, found false");
    }

    @Test
    void thresholdsAreNumbers() {
        assertThatThrownBy(() -> new AccuracyConfig(Double.NaN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("threshold must be a finite number, found NaN");
        assertThatThrownBy(() -> new F1Config(Double.POSITIVE_INFINITY, F1Config.Average.MACRO))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
