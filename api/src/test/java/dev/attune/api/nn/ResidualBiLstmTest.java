package dev.attune.api.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import org.junit.jupiter.api.Test;

/** What the golden case of the authors' code, see the testkit, does not show: padding, and a vector of length zero. */
final class ResidualBiLstmTest {
    @Test
    void paddingHasNoInfluence() {
        try (NDManager manager = LayerCheck.engine().newBaseManager(Device.cpu())) {
            ResidualBiLstm layer = layer(manager);
            NDArray x = manager.full(new Shape(1, 4, 3), 0.5f);
            NDArray padded = x.concat(manager.full(new Shape(1, 2, 3), -1000f), 1);
            NDArray frames = manager.ones(new Shape(1, 4), DataType.BOOLEAN);
            NDArray paddedFrames = frames.concat(manager.zeros(new Shape(1, 2), DataType.BOOLEAN), 1);

            NDArray found = layer.apply(pass(manager), padded, paddedFrames);

            assertThat(found.get(":, 0:4").toFloatArray())
                    .isEqualTo(layer.apply(pass(manager), x, frames).toFloatArray());
        }
    }

    @Test
    void aVectorOfLengthZeroHasAFiniteSlope() {
        try (NDManager manager = LayerCheck.engine().newBaseManager(Device.cpu())) {
            ResidualBiLstm layer = layer(manager);
            for (String part : new String[] {"linear.weight", "linear.bias"}) {
                NDArray array = layer.getParameters().get(part).getArray();
                array.subi(array.duplicate());
            }
            NDArray x = manager.full(new Shape(1, 4, 3), 0.5f);
            x.setRequiresGradient(true);
            try (GradientCollector collector = LayerCheck.engine().newGradientCollector()) {
                NDArray y = layer.apply(pass(manager), x, manager.ones(new Shape(1, 4), DataType.BOOLEAN));
                collector.backward(y.sum());
                assertThat(y.toFloatArray()).containsOnly(0f);
            }
            NDArray slope = layer.getParameters().get("linear.bias").getArray().getGradient();
            assertThat(slope.isNaN().any().getBoolean()).isFalse();
            assertThat(slope.isInfinite().any().getBoolean()).isFalse();
        }
    }

    @Test
    void refusesAnOddWidth() {
        assertThatThrownBy(() -> new ResidualBiLstm(3, 5, 1, RandomSource.of(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("outputs must be an even number, one half for each direction, found 5");
    }

    private static ResidualBiLstm layer(NDManager manager) {
        ResidualBiLstm layer = new ResidualBiLstm(3, 4, 2, RandomSource.of(1));
        layer.initialize(manager, DataType.FLOAT32);
        assertThat(layer.getOutputShapes(new Shape[] {new Shape(5, 7, 3)})).containsExactly(new Shape(5, 7, 4));
        return layer;
    }

    private static Pass pass(NDManager manager) {
        return new Pass(new ParameterStore(manager, false), false, RandomSource.of(1));
    }
}
