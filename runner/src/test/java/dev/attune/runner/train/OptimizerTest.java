package dev.attune.runner.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import dev.attune.runner.config.TrainingConfig.OptimizerConfig;
import dev.attune.runner.engine.ComputeEngine;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Compares with the update rules written out in double precision. */
final class OptimizerTest {
    private static final int SIZE = 7;
    private static final int STEPS = 25;
    private static final double RATE = 0.01;

    @ParameterizedTest
    @CsvSource({
        "ADAM, 0.0, 0.0",
        "ADAM, 0.1, 0.0",
        "ADAMW, 0.0, 0.0",
        "ADAMW, 0.1, 0.0",
        "SGD, 0.0, 0.0",
        "SGD, 0.1, 0.0",
        "SGD, 0.1, 0.9"
    })
    void followsItsRule(OptimizerConfig.Rule rule, double decay, double momentum) {
        OptimizerConfig config = new OptimizerConfig(rule, RATE, decay, 0.9, 0.999, 1e-8, momentum);
        SplittableRandom random = new SplittableRandom(3);
        double[] expected = random.doubles(SIZE, -1, 1).toArray();
        Reference reference = new Reference(config, expected);
        try (NDManager manager = ComputeEngine.newManager(Device.cpu())) {
            NDArray values = manager.create(toFloats(expected)).duplicate();
            try (Optimizer optimizer = Optimizer.create(config, values)) {
                for (int step = 0; step < STEPS; step++) {
                    double[] gradient = random.doubles(SIZE, -1, 1).toArray();
                    reference.step(gradient);
                    try (NDScope scope = new NDScope()) {
                        scope.suppressNotUsedWarning();
                        optimizer.step(
                                values,
                                manager.create(toFloats(gradient)),
                                List.of(new FlatParameters.Range(0, SIZE)),
                                RATE);
                    }
                }
            }
            float[] found = values.toFloatArray();
            for (int i = 0; i < SIZE; i++) {
                assertThat((double) found[i]).isCloseTo(reference.values[i], within(2e-6));
            }
        }
    }

    /** The second parameter is used in the first and the last of three steps; in between neither it nor its moments move. */
    @ParameterizedTest
    @CsvSource({"ADAM, 0.0", "ADAMW, 0.0", "SGD, 0.9"})
    void leavesUnusedParametersAsTheyAre(OptimizerConfig.Rule rule, double momentum) {
        OptimizerConfig config = new OptimizerConfig(rule, RATE, 0.5, 0.9, 0.999, 1e-8, momentum);
        try (NDManager manager = ComputeEngine.newManager(Device.cpu())) {
            NDArray values = manager.create(new float[] {1, 1}).duplicate();
            float[][] after = new float[3][];
            try (Optimizer optimizer = Optimizer.create(config, values)) {
                for (int step = 0; step < 3; step++) {
                    try (NDScope scope = new NDScope()) {
                        scope.suppressNotUsedWarning();
                        float use = step == 1 ? 0 : 1;
                        List<FlatParameters.Range> used = List.of(new FlatParameters.Range(0, step == 1 ? 1 : 2));
                        optimizer.step(values, manager.create(new float[] {0.3f, 0.3f * use}), used, RATE);
                        after[step] = values.toFloatArray();
                    }
                }
            }
            assertThat(after[0][1]).isLessThan(1).isEqualTo(after[0][0]);
            assertThat(after[1][1]).isEqualTo(after[0][1]);
            assertThat(after[1][0]).isLessThan(after[0][0]);
            assertThat(after[2][1]).isLessThan(after[1][1]);
            if (rule == OptimizerConfig.Rule.SGD) {
                // Momentum is what the one used step left: b = 0.9 (g + decay) + g', by hand.
                double first = 0.3 + 0.5;
                double second = 0.9 * first + 0.3 + 0.5 * after[1][1];
                assertThat((double) after[2][1]).isCloseTo(after[1][1] - RATE * second, within(1e-6));
            }
        }
    }

    private static float[] toFloats(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }

    /** The rules of {@code torch.optim}, one value at a time. */
    private static final class Reference {
        private final OptimizerConfig config;
        private final double[] values;
        private final double[] first = new double[SIZE];
        private final double[] second = new double[SIZE];
        private int steps;

        Reference(OptimizerConfig config, double[] values) {
            this.config = config;
            this.values = values.clone();
        }

        void step(double[] gradient) {
            steps++;
            for (int i = 0; i < SIZE; i++) {
                boolean decoupled = config.type() == OptimizerConfig.Rule.ADAMW;
                double g = gradient[i] + (decoupled ? 0 : config.weightDecay() * values[i]);
                if (decoupled) {
                    values[i] *= 1 - RATE * config.weightDecay();
                }
                if (config.type() == OptimizerConfig.Rule.SGD) {
                    first[i] = steps == 1 ? g : config.momentum() * first[i] + g;
                    values[i] -= RATE * first[i];
                } else {
                    first[i] = 0.9 * first[i] + 0.1 * g;
                    second[i] = 0.999 * second[i] + 0.001 * g * g;
                    double m = first[i] / (1 - Math.pow(0.9, (double) steps));
                    double v = second[i] / (1 - Math.pow(0.999, (double) steps));
                    values[i] -= RATE * m / (Math.sqrt(v) + 1e-8);
                }
            }
        }
    }
}
