package dev.attune.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.attune.api.PublicApi;
import dev.attune.api.loss.LossFactory;
import dev.attune.api.loss.SequenceLoss;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * What every loss must do. Extend it once per loss:
 *
 * <pre>{@code
 * final class HuberLossTest extends LossContract<HuberConfig> {
 *     @Override
 *     protected LossFactory<HuberConfig> factory() {
 *         return new HuberLossFactory();
 *     }
 *
 *     @Override
 *     protected HuberConfig config() {
 *         return new HuberConfig(0.5);
 *     }
 * }
 * }</pre>
 *
 * <p>Override {@link #label} and {@link #prediction} if the loss is not for values in (-1, 1), and {@link #lacks} if it
 * reproduces a published loss that breaks a rule; then the tests demand that it does break it.
 *
 * @param <C> the record of options
 * @since 0.1
 */
@PublicApi(usage = PublicApi.Usage.IMPLEMENT, state = PublicApi.State.EXPERIMENTAL, since = "0.1")
public abstract class LossContract<C extends Record> {
    private static final int SEQUENCES = 3;
    private static final int LENGTH = 12;
    private static final int TARGETS = 2;
    private static final double STEP = 0.02;
    private static final int COLLECTIONS = 10;

    /** Makes the contract. */
    protected LossContract() {
        EngineSettings.apply();
    }

    /** Returns the factory under test. */
    protected abstract LossFactory<C> factory();

    /** Returns the options under test. */
    protected abstract C config();

    /** Returns the properties that this loss does not have, as its documentation says. */
    protected Set<LossProperty> lacks() {
        return EnumSet.noneOf(LossProperty.class);
    }

    /**
     * Draws a label.
     *
     * @param random the generator to use
     */
    protected float label(SplittableRandom random) {
        return (float) random.nextDouble(-0.9, 0.9);
    }

    /**
     * Draws a prediction at which the loss is smooth over a distance of 0.04, so that it can be differentiated numerically.
     *
     * @param random the generator to use
     * @param label the label at that place
     */
    protected float prediction(SplittableRandom random, float label) {
        double distance = random.nextDouble(0.1, 0.6);
        return (float) (random.nextBoolean() ? label + distance : label - distance);
    }

    private SequenceLoss loss() {
        return factory().create(config());
    }

    /** A batch with about a quarter of the labels invalid, and at least two valid ones per sequence and target. */
    private LossBatch sample() {
        SplittableRandom random = new SplittableRandom(20240313);
        int size = SEQUENCES * LENGTH * TARGETS;
        float[] labels = new float[size];
        float[] predictions = new float[size];
        boolean[] mask = new boolean[size];
        for (int i = 0; i < size; i++) {
            labels[i] = label(random);
            predictions[i] = prediction(random, labels[i]);
            int frame = i / TARGETS % LENGTH;
            mask[i] = frame < 4 || random.nextInt(3) > 0;
        }
        return new LossBatch(SEQUENCES, LENGTH, TARGETS, predictions, labels, mask);
    }

    @Test
    final void factoryDescribesItself() {
        FactoryChecks.check(factory(), config());
    }

    @Test
    final void isFiniteOnRandomValues() {
        assertFinite(sample(), "random predictions and labels");
    }

    @Test
    final void isFiniteWhereNothingIsValid() {
        LossBatch batch = sample();
        assertFinite(batch.withMask(new boolean[batch.size()]), "a batch without a valid label");
    }

    @Test
    final void isFiniteWhereOneSequenceIsEmpty() {
        LossBatch batch = sample();
        boolean[] mask = batch.mask();
        for (int i = 0; i < mask.length; i++) {
            mask[i] &= batch.sequence(i) != 1;
        }
        assertFinite(batch.withMask(mask), "a batch with one sequence that has no valid label");
    }

    @Test
    final void isFiniteWhereOneFrameIsValid() {
        LossBatch batch = sample();
        boolean[] mask = new boolean[batch.size()];
        mask[0] = true;
        assertFinite(batch.withMask(mask), "a batch with a single valid label");
    }

    @Test
    final void isFiniteOnConstantPredictions() {
        LossBatch batch = sample();
        float[] constant = batch.predictions();
        Arrays.fill(constant, constant[0]);
        assertFinite(batch.withPredictions(constant), "constant predictions");
    }

    @Test
    final void isFiniteOnEqualConstants() {
        LossBatch batch = sample();
        float[] constant = batch.labels();
        Arrays.fill(constant, 0.25f); // exact in float32, so that the mean is, too
        LossBatch equal = batch.withPredictions(constant).withLabels(constant);
        if (lacks().contains(LossProperty.FINITE_ON_EQUAL_CONSTANTS)) {
            assertThat(LossGradients.of(loss(), equal).value())
                    .as("%s declares that it is not finite on equal constants. It is: delete the declaration.", name())
                    .isNaN();
        } else {
            assertFinite(equal, "predictions and labels that are the same constant");
        }
    }

    private void assertFinite(LossBatch batch, String what) {
        LossGradients result = LossGradients.of(loss(), batch);
        assertThat(Double.isFinite(result.value()))
                .as(
                        "The loss %s of %s must be finite, found %s. One such batch ends a training: bound denominators from"
                                + " below, and keep 0/0 out of branches that a mask removes (0 · NaN is NaN).",
                        name(), what, result.value())
                .isTrue();
        for (float element : result.gradient()) {
            assertThat(Float.isFinite(element))
                    .as(
                            "The gradient of the loss %s of %s must be finite, found %s. Usual suspects: the square root at 0,"
                                    + " the logarithm at 0, and a division whose result is masked afterwards.",
                            name(), what, element)
                    .isTrue();
        }
    }

    @Test
    final void maskedValuesHaveNoInfluence() {
        LossBatch batch = sample();
        boolean different = false;
        for (float foreign : new float[] {0, -5, 1e20f, -3e38f}) {
            LossBatch changed = batch.withPredictions(overwrite(batch.predictions(), batch.mask(), foreign))
                    .withLabels(overwrite(batch.labels(), batch.mask(), -foreign));
            different |= masksDiffer(batch, changed, foreign);
        }
        if (lacks().contains(LossProperty.IGNORES_MASKED_VALUES)) {
            assertThat(different)
                    .as("%s declares that masked values count. They do not: delete the declaration.", name())
                    .isTrue();
        }
    }

    private boolean masksDiffer(LossBatch batch, LossBatch changed, float foreign) {
        LossGradients expected = LossGradients.of(loss(), batch);
        LossGradients found = LossGradients.of(loss(), changed);
        boolean same = Math.abs(found.value() - expected.value()) <= 1e-6
                && sameElements(found.gradient(), expected.gradient());
        if (!lacks().contains(LossProperty.IGNORES_MASKED_VALUES)) {
            assertThat(same)
                    .as(
                            "The loss %s changed from %s to %s, or its gradient did, when values under a false mask were"
                                    + " replaced by %s. Multiply by the mask before squaring or summing, and divide by the"
                                    + " number of valid frames.",
                            name(), expected.value(), found.value(), foreign)
                    .isTrue();
        }
        return !same;
    }

    /** Unlike {@link Arrays#equals}, takes -0 for 0: which of them a masked gradient is depends on the masked value's sign. */
    private static boolean sameElements(float[] left, float[] right) {
        for (int i = 0; i < left.length; i++) {
            if (!(left[i] == right[i])) {
                return false;
            }
        }
        return true;
    }

    private static float[] overwrite(float[] values, boolean[] mask, float foreign) {
        for (int i = 0; i < values.length; i++) {
            if (!mask[i]) {
                values[i] = foreign;
            }
        }
        return values;
    }

    @Test
    final void gradientAgreesWithDifferences() {
        LossBatch batch = sample();
        float[] gradient = LossGradients.of(loss(), batch).gradient();
        double largest = 0;
        double[] differences = new double[gradient.length];
        for (int i = 0; i < gradient.length; i++) {
            differences[i] = difference(batch, i);
            largest = Math.max(largest, Math.abs(differences[i]));
        }
        assertThat(largest)
                .as(
                        "The loss %s must change when predictions do, or nothing is learnt; compute it from predictions with NDArrays.",
                        name())
                .isPositive();
        for (int i = 0; i < gradient.length; i++) {
            assertThat((double) gradient[i])
                    .as(
                            "The derivative of the loss %s by prediction %d of a batch of shape %s must be the slope that is found by"
                                    + " evaluating the loss at that prediction plus and minus %s; is a part detached, or computed in Java?",
                            name(), i, batch.shape(), STEP)
                    .isCloseTo(differences[i], within(5e-5 + 5e-3 * largest));
        }
    }

    /** Fourth-order central difference: float32 forbids the tiny steps that a simpler formula needs. */
    private double difference(LossBatch batch, int index) {
        double near = shifted(batch, index, STEP) - shifted(batch, index, -STEP);
        double far = shifted(batch, index, 2 * STEP) - shifted(batch, index, -2 * STEP);
        return (8 * near - far) / (12 * STEP);
    }

    private double shifted(LossBatch batch, int index, double step) {
        float[] predictions = batch.predictions();
        predictions[index] += (float) step;
        return LossGradients.of(loss(), batch.withPredictions(predictions)).value();
    }

    @Test
    final void gradientSurvivesGarbageCollection() {
        LossBatch batch = sample();
        float[] expected = LossGradients.of(loss(), batch).gradient();
        for (int i = 0; i < COLLECTIONS; i++) {
            assertThat(LossGradients.of(loss(), batch, LossContract::collectGarbage)
                            .gradient())
                    .as(
                            "The gradient of the loss %s changed when garbage was collected between the forward and the backward"
                                    + " pass. Some operand lived in a Java buffer: replace x.mul(2f), x.add(1), x.div(n) by the"
                                    + " methods of dev.attune.api.nn.Scalars.",
                            name())
                    .isEqualTo(expected);
        }
    }

    /** Frees unreachable buffers and writes over the memory they had, so that whoever still reads it reads something else. */
    private static void collectGarbage() {
        System.gc();
        try {
            Thread.sleep(5); // buffers are freed by a thread of their own
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        for (int i = 0; i < 2000; i++) {
            ByteBuffer.allocateDirect(4 + i % 64).putFloat(0, 1e6f);
        }
    }

    @Test
    final void orderOfSequencesDoesNotMatter() {
        LossBatch batch = sample();
        double expected = LossGradients.of(loss(), batch).value();
        double found = LossGradients.of(loss(), batch.rotated()).value();
        if (lacks().contains(LossProperty.IGNORES_ORDER_OF_SEQUENCES)) {
            assertThat(found)
                    .as("%s declares that the order of sequences matters. It does not: delete the declaration.", name())
                    .isNotCloseTo(expected, within(1e-6));
        } else {
            assertThat(found)
                    .as(
                            "The loss %s must not depend on the order of the sequences in the batch, which is arbitrary; average over them,"
                                    + " or declare IGNORES_ORDER_OF_SEQUENCES in lacks() if it is published so.",
                            name())
                    .isCloseTo(expected, within(1e-6));
        }
    }

    @Test
    final void perfectPredictionCostsNothing() {
        LossBatch batch = sample();
        double found =
                LossGradients.of(loss(), batch.withPredictions(batch.labels())).value();
        if (lacks().contains(LossProperty.ZERO_AT_PERFECT_PREDICTION)) {
            assertThat(found)
                    .as(
                            "%s declares that a perfect prediction costs something. It does not: delete the declaration.",
                            name())
                    .isNotCloseTo(0, within(1e-5));
        } else {
            assertThat(found)
                    .as(
                            "The loss %s of predictions that equal the labels must be 0; subtract its least value, or declare"
                                    + " ZERO_AT_PERFECT_PREDICTION in lacks().",
                            name())
                    .isCloseTo(0, within(1e-5));
        }
    }

    private String name() {
        return factory().name();
    }
}
