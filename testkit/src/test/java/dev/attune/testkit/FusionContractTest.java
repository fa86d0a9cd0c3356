package dev.attune.testkit;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attune.api.config.NoOptions;
import dev.attune.api.fusion.FusionFactory;
import dev.attune.testkit.ScaledFusion.Fault;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A model that is right passes the contract; one that is wrong fails the check that is meant for its fault, with its advice. */
class FusionContractTest {
    @Nested
    class RightModel extends ScaledFusionContract {
        RightModel() {
            super(Fault.NONE);
        }
    }

    private abstract static class ScaledFusionContract extends FusionContract<NoOptions> {
        private final Fault fault;

        ScaledFusionContract(Fault fault) {
            this.fault = fault;
        }

        @Override
        protected FusionFactory<NoOptions> factory() {
            return ScaledFusion.factory(fault);
        }

        @Override
        protected NoOptions config() {
            return new NoOptions();
        }
    }

    private static ScaledFusionContract contract(Fault fault) {
        return new ScaledFusionContract(fault) {};
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                fault(Fault.JAVA_NUMBER, c -> c.keepsGradientsUnderGarbageCollection(2), "use Scalars"),
                fault(Fault.SINGLE_CONCAT, c -> c.differentiatesCorrectly(1), "is a part detached"),
                fault(Fault.UNMASKED_MEAN, c -> c.ignoresFramesThatDoNotExist(2), "training=false; multiply by Masks"),
                fault(Fault.UNMASKED_STATISTICS, c -> c.ignoresFramesThatDoNotExist(2), "training=true"),
                fault(Fault.UNMASKED_MEAN, c -> c.takesTheLengthsThatItDeclares(2), "more padding after a window"),
                fault(Fault.MIXES_WINDOWS, c -> c.treatsWindowsOneByOne(2), "averaged over the batch"),
                fault(Fault.CLAIMS_A_LENGTH, c -> c.takesTheLengthsThatItDeclares(2), "call requireWindowLength()"),
                fault(Fault.STATIC_NOISE, c -> c.isDeterministicInEvaluation(2), "is dropout active"),
                fault(Fault.OWN_NOISE, c -> c.resumesWithTheSameNoise(2), "draw noise from Pass.noise()"),
                fault(Fault.KEPT_TENSOR, c -> c.leavesNothingBehind(2), "must leave no array behind"),
                fault(Fault.UNUSED_PARAMETER, c -> c.learnsWithEveryParameter(2), "idle.weight"),
                fault(Fault.DETACHED, c -> c.differentiatesCorrectly(2), "is a part detached"),
                fault(Fault.DIVIDES_BY_OBSERVED, c -> c.survivesAMissingModality(2), "must be finite"),
                fault(Fault.HIDDEN_STATE, c -> c.isReproducedByItsParameters(2), "declare whatever it learns"),
                fault(Fault.WRONG_SHAPE, c -> c.givesTheShapeThatItDeclares(2), "must be (batch, time, outputs())"));
    }

    private static Arguments fault(Fault fault, Consumer<FusionContract<?>> check, String advice) {
        return Arguments.of(fault, check, advice);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void findsTheFault(Fault fault, Consumer<FusionContract<?>> check, String advice) {
        assertThatThrownBy(() -> check.accept(contract(fault)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(advice);
        assertThatCode(() -> check.accept(contract(Fault.NONE))).doesNotThrowAnyException();
    }

    @Test
    void findsASecondFaultOfAModelWithNoiseOfItsOwn() {
        assertThatThrownBy(() -> contract(Fault.STATIC_NOISE).dependsOnTheSeedAlone(1))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("take all randomness from the RandomSource");
    }
}
