package dev.attune.objectives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.attune.api.loss.SequenceLoss;
import dev.attune.objectives.ReferenceCccLossConfig.Variant;
import dev.attune.testkit.LossBatch;
import dev.attune.testkit.LossGradients;
import dev.attune.testkit.golden.GoldenCase;
import dev.attune.testkit.golden.GoldenCases;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Compares losses with numbers from the authors' code: every case of the group {@code loss}, value and gradient.
 *
 * <p>The beginning of a case's name says which loss it is: {@code loss_rjcma_ccc} (with the weights of the case, if it has any),
 * {@code loss_jca_ccc_flat}, {@code loss_jca_ccc_masked} (invalid where the label is -5), {@code loss_masked_ccc_recommended}.
 * A case with another name fails.
 */
final class GoldenLossTest {
    /** Upstream's mark of a missing label. */
    private static final float MISSING = -5;

    @Test
    void thereAreCases() {
        assertThat(GoldenCases.group("loss")).isNotEmpty();
    }

    @TestFactory
    List<DynamicTest> reproducesValueAndGradient() {
        return GoldenCases.group("loss").stream()
                .map(golden -> dynamicTest(golden.name(), () -> check(golden)))
                .toList();
    }

    private static void check(GoldenCase golden) {
        LossGradients found = LossGradients.of(loss(golden), batch(golden));
        float expected = golden.tensor("loss", "value").values()[0];
        float[] gradient = golden.tensor("grad_in", "pred").values();
        assertClose("value", found.value(), expected);
        assertThat(found.gradient()).hasSameSizeAs(gradient);
        for (int i = 0; i < gradient.length; i++) {
            assertClose("gradient at " + i, found.gradient()[i], gradient[i]);
        }
    }

    /** The manifest's tolerance for small cases; where the authors' code gives NaN, so must ours. */
    private static void assertClose(String what, double found, float expected) {
        if (Float.isNaN(expected)) {
            assertThat(found).as(what).isNaN();
        } else {
            assertThat(found).as(what).isCloseTo(expected, within(1e-5 + 1e-4 * Math.abs(expected)));
        }
    }

    private static SequenceLoss loss(GoldenCase golden) {
        if (golden.name().startsWith("loss_masked_ccc_recommended")) {
            return new CccLoss(CccLossConfig.Over.SEQUENCE);
        }
        if (golden.name().startsWith("loss_jca_ccc_flat")) {
            return reference(Variant.JCA);
        }
        if (golden.name().startsWith("loss_jca_ccc_masked")) {
            return reference(Variant.JCA_MASKED);
        }
        if (golden.name().startsWith("loss_rjcma_ccc")) {
            ReferenceCccLoss loss = reference(Variant.RJCMA);
            return golden.names("in").contains("weights") ? weighted(loss, golden) : loss;
        }
        throw new AssertionError("no loss is known for the golden case " + golden.name());
    }

    private static ReferenceCccLoss reference(Variant variant) {
        return new ReferenceCccLoss(new ReferenceCccLossConfig(variant, true));
    }

    private static SequenceLoss weighted(ReferenceCccLoss loss, GoldenCase golden) {
        float[] weights = golden.tensor("in", "weights").values();
        return (predictions, labels, mask) -> loss.evaluate(
                predictions,
                labels,
                MaskedMoments.ones(mask, predictions),
                predictions.getManager().create(weights, predictions.getShape()));
    }

    private static LossBatch batch(GoldenCase golden) {
        float[] predictions = golden.tensor("in", "pred").values();
        float[] labels = golden.tensor("in", "gold").values();
        long[] shape = golden.tensor("in", "pred").shape();
        int sequences = shape.length == 1 ? 1 : Math.toIntExact(shape[0]);
        int targets = shape.length == 3 ? Math.toIntExact(shape[2]) : 1;
        int length = predictions.length / sequences / targets;
        return new LossBatch(sequences, length, targets, predictions, labels, mask(golden, labels));
    }

    private static boolean[] mask(GoldenCase golden, float[] labels) {
        boolean[] mask = new boolean[labels.length];
        if (golden.names("in").contains("mask")) {
            float[] values = golden.tensor("in", "mask").values();
            for (int i = 0; i < mask.length; i++) {
                mask[i] = values[i] != 0;
            }
        } else if (golden.name().startsWith("loss_jca_ccc_masked")) {
            for (int i = 0; i < mask.length; i++) {
                mask[i] = labels[i] != MISSING;
            }
        } else {
            Arrays.fill(mask, true);
        }
        return mask;
    }
}
