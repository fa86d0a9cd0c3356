package dev.attune.api.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.Test;

final class LinearTest {
    @Test
    void agreesWithEquations() {
        Linear layer = new Linear(4, 3, true, RandomSource.of(1));
        LayerCheck.of((pass, in) -> layer.apply(pass, in.get("x")))
                .with(layer)
                .input("x", 2, 5, 4)
                .agreesWith(values -> Loops.linear(values.get("x"), values.get("weight"), values.get("bias"), 4, 3));
    }

    @Test
    void agreesWithEquationsWithoutBias() {
        Linear layer = new Linear(4, 3, false, RandomSource.of(1));
        LayerCheck.of((pass, in) -> layer.apply(pass, in.get("x")))
                .with(layer)
                .input("x", 6, 4)
                .agreesWith(values -> Loops.linear(values.get("x"), values.get("weight"), new double[0], 4, 3));
        assertThat(layer.getParameters().keys()).containsExactly("weight");
    }

    @Test
    void keepsAllAxesButTheLast() {
        Linear layer = new Linear(4, 3, true, RandomSource.of(1));
        assertThat(layer.getOutputShapes(new Shape[] {new Shape(2, 5, 7, 4)})).containsExactly(new Shape(2, 5, 7, 3));
    }

    @Test
    void refusesEmptySizes() {
        assertThatThrownBy(() -> new Linear(0, 3, true, RandomSource.of(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a linear layer needs at least 1 input and 1 output, found 0 and 3");
    }
}
