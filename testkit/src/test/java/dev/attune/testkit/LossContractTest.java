package dev.attune.testkit;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import dev.attune.api.nn.Scalars;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;

/** A contract that nothing can break protects nobody: each of its tests has to catch the mistake that it was written for. */
final class LossContractTest {
    @Test
    void acceptsAProperLoss() {
        GivenLossContract contract = new GivenLossContract(LossContractTest::meanSquaredError);
        assertThatCode(() -> {
                    contract.factoryDescribesItself();
                    contract.isFiniteOnRandomValues();
                    contract.isFiniteWhereNothingIsValid();
                    contract.isFiniteWhereOneSequenceIsEmpty();
                    contract.isFiniteWhereOneFrameIsValid();
                    contract.isFiniteOnConstantPredictions();
                    contract.isFiniteOnEqualConstants();
                    contract.maskedValuesHaveNoInfluence();
                    contract.gradientAgreesWithDifferences();
                    contract.gradientSurvivesGarbageCollection();
                    contract.orderOfSequencesDoesNotMatter();
                    contract.perfectPredictionCostsNothing();
                })
                .doesNotThrowAnyException();
    }

    @Test
    void catchesAJavaNumberAsAnOperand() {
        GivenLossContract contract =
                new GivenLossContract((p, y, mask) -> meanSquaredError(p.mul(0.5f), Scalars.mul(y, 0.5), mask));
        assertThatThrownBy(contract::gradientSurvivesGarbageCollection)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("dev.attune.api.nn.Scalars");
    }

    @Test
    void catchesALossWithoutMask() {
        GivenLossContract contract =
                new GivenLossContract((p, y, mask) -> p.sub(y).square().mean());
        assertThatThrownBy(contract::maskedValuesHaveNoInfluence)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("under a false mask");
    }

    @Test
    void catchesMaskingAfterSquaring() {
        GivenLossContract contract = new GivenLossContract((p, y, mask) -> {
            NDArray valid = mask.toType(DataType.FLOAT32, false);
            return p.sub(y).square().mul(valid).sum().div(valid.sum());
        });
        assertThatThrownBy(contract::maskedValuesHaveNoInfluence).isInstanceOf(AssertionError.class);
    }

    @Test
    void catchesDivisionByNoFrames() {
        GivenLossContract contract = new GivenLossContract((p, y, mask) -> {
            NDArray valid = mask.toType(DataType.FLOAT32, false);
            return p.sub(y).mul(valid).square().sum().div(valid.sum());
        });
        assertThatThrownBy(contract::isFiniteWhereNothingIsValid)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("must be finite, found NaN");
    }

    @Test
    void catchesAnInfiniteGradientOfAFiniteLoss() {
        GivenLossContract contract = new GivenLossContract(
                (p, y, mask) -> meanSquaredError(p, y, mask).sqrt());
        assertThatThrownBy(contract::isFiniteOnEqualConstants)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("The gradient of the loss");
    }

    @Test
    void catchesAWrongGradient() {
        GivenLossContract contract = new GivenLossContract((p, y, mask) -> {
            NDArray error = p.sub(y).mul(mask.toType(DataType.FLOAT32, false));
            return error.mul(error.stopGradient()).mean();
        });
        assertThatThrownBy(contract::gradientAgreesWithDifferences)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("is a part detached, or computed in Java?");
    }

    @Test
    void catchesALossThatDoesNotDependOnPredictions() {
        GivenLossContract contract = new GivenLossContract((p, y, mask) -> meanSquaredError(p.stopGradient(), y, mask));
        assertThatThrownBy(contract::isFiniteOnRandomValues).hasMessageContaining("stopGradient");
    }

    @Test
    void catchesALossThatIsNoScalar() {
        GivenLossContract contract = new GivenLossContract((p, y, mask) -> p.sub(y));
        assertThatThrownBy(contract::isFiniteOnRandomValues).hasMessageContaining("A loss is a scalar");
    }

    @Test
    void catchesDependenceOnOrder() {
        GivenLossContract contract = new GivenLossContract(
                (p, y, mask) -> meanSquaredError(p, y, mask).add(p.get(0).mean()));
        assertThatThrownBy(contract::orderOfSequencesDoesNotMatter).hasMessageContaining("which is arbitrary");
    }

    @Test
    void catchesAPerfectPredictionThatCosts() {
        GivenLossContract contract =
                new GivenLossContract((p, y, mask) -> Scalars.add(meanSquaredError(p, y, mask), 0.03));
        assertThatThrownBy(contract::perfectPredictionCostsNothing).isInstanceOf(AssertionError.class);
    }

    @Test
    void catchesDeclarationsThatAreNotTrue() {
        GivenLossContract contract =
                new GivenLossContract(LossContractTest::meanSquaredError, EnumSet.allOf(LossProperty.class));
        assertThatThrownBy(contract::isFiniteOnEqualConstants).hasMessageContaining("delete the declaration");
        assertThatThrownBy(contract::maskedValuesHaveNoInfluence).hasMessageContaining("delete the declaration");
        assertThatThrownBy(contract::orderOfSequencesDoesNotMatter).hasMessageContaining("delete the declaration");
        assertThatThrownBy(contract::perfectPredictionCostsNothing).hasMessageContaining("delete the declaration");
    }

    private static NDArray meanSquaredError(NDArray predictions, NDArray labels, NDArray mask) {
        NDArray valid = mask.toType(DataType.FLOAT32, false);
        NDArray error = predictions.mul(valid).sub(labels.mul(valid));
        NDArray count = valid.sum();
        return error.mul(error).sum().div(count.maximum(Scalars.of(count, 1)));
    }
}
