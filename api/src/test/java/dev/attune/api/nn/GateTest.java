package dev.attune.api.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class GateTest {
    private static final int ROWS = 6; // 2 windows of 3 frames
    private static final int INPUTS = 4;
    private static final int CANDIDATES = 3;
    private static final int WIDTH = 2;

    @ParameterizedTest
    @ValueSource(doubles = {0.3, 1, 20})
    void agreesWithEquations(double temperature) {
        Gate gate = new Gate(INPUTS, CANDIDATES, temperature, RandomSource.of(1));
        LayerCheck.of((pass, in) ->
                        Gate.mix(gate.shares(pass, in.get("x")), List.of(in.get("c0"), in.get("c1"), in.get("c2"))))
                .with(gate)
                .input("x", 2, 3, INPUTS)
                .input("c0", 2, 3, WIDTH)
                .input("c1", 2, 3, WIDTH)
                .input("c2", 2, 3, WIDTH)
                .agreesWith(values -> mix(values, temperature));
    }

    private static double[] mix(Named<double[]> values, double temperature) {
        double[] scores = Loops.linear(values.get("x"), values.get("weight"), values.get("bias"), INPUTS, CANDIDATES);
        double[] mixed = new double[ROWS * WIDTH];
        for (int row = 0; row < ROWS; row++) {
            double total = 0;
            for (int j = 0; j < CANDIDATES; j++) {
                total += Math.exp(scores[row * CANDIDATES + j] / temperature);
            }
            for (int j = 0; j < CANDIDATES; j++) {
                double share = Math.exp(scores[row * CANDIDATES + j] / temperature) / total;
                for (int d = 0; d < WIDTH; d++) {
                    mixed[row * WIDTH + d] += share * values.get("c" + j)[row * WIDTH + d];
                }
            }
        }
        return mixed;
    }

    @Test
    void asABlockItHasTheShapeOfACandidate() {
        Gate gate = new Gate(INPUTS, 2, 1, RandomSource.of(1));
        Shape by = new Shape(5, 7, INPUTS);
        Shape candidate = new Shape(5, 7, 9);
        assertThat(gate.getParameters().keys()).containsExactly("weight", "bias");
        assertThat(gate.getOutputShapes(new Shape[] {by, candidate, candidate})).containsExactly(candidate);
        assertThatThrownBy(() -> gate.getOutputShapes(new Shape[] {by, candidate}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the gate was built for what it decides by and 2 candidates, found 2 inputs");
    }

    @Test
    void refusesATemperatureThatIsNotPositive() {
        assertThatThrownBy(() -> new Gate(INPUTS, 2, 0, RandomSource.of(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("temperature must be greater than 0, found 0.0");
        assertThatThrownBy(() -> new Gate(INPUTS, 2, Double.NaN, RandomSource.of(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("temperature must be greater than 0, found NaN");
    }
}
