package dev.attune.runner.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import dev.attune.api.nn.Layer;
import dev.attune.api.nn.Linear;
import dev.attune.api.nn.MaskedBatchNorm;
import dev.attune.api.nn.Pass;
import dev.attune.api.nn.RandomSource;
import dev.attune.runner.engine.ComputeEngine;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class FlatParametersTest {
    private NDManager manager;
    private Network network;
    private FlatParameters parameters;

    /** Two maps in a row, a third that is never used, and a buffer. */
    private static final class Network extends Layer {
        private final Linear first = child("first", new Linear(3, 4, true, RandomSource.of(1)));
        private final MaskedBatchNorm norm = child("norm", new MaskedBatchNorm(4));
        private final Linear second = child("second", new Linear(4, 2, false, RandomSource.of(2)));

        Network() {
            child("unused", new Linear(5, 5, true, RandomSource.of(3)));
        }

        @Override
        protected NDList compute(Pass pass, NDList inputs) {
            NDArray hidden = norm.apply(pass, first.apply(pass, inputs.get(0)), inputs.get(1));
            return new NDList(second.apply(pass, hidden.tanh()));
        }

        @Override
        public Shape[] getOutputShapes(Shape[] inputShapes) {
            return second.getOutputShapes(inputShapes);
        }
    }

    @BeforeEach
    void build() {
        manager = ComputeEngine.newManager(Device.cpu());
        network = new Network();
        network.initialize(manager, DataType.FLOAT32);
        parameters = new FlatParameters(network, manager);
    }

    @AfterEach
    void close() {
        parameters.close();
        manager.close();
    }

    private NDList inputs() {
        float[] x = new float[2 * 5 * 3];
        for (int i = 0; i < x.length; i++) {
            x[i] = (float) Math.sin(i);
        }
        return new NDList(manager.create(x, new Shape(2, 5, 3)), manager.ones(new Shape(2, 5), DataType.BOOLEAN));
    }

    private float loss() {
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            return network.forward(parameters.forEvaluation(), inputs(), false)
                    .head()
                    .sum()
                    .getFloat();
        }
    }

    @Test
    void parametersAreViewsOfOneBuffer() {
        assertThat(parameters.size()).isEqualTo(3 * 4 + 4 + 4 + 4 + 4 * 2 + 5 * 5 + 5);
        float before = loss();
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            parameters.values().muli(manager.full(new Shape(), 2f));
        }
        assertThat(loss()).isNotCloseTo(before, within(1e-4f));
        NDArray weight = network.getParameters().get("second.weight").getArray();
        float[] buffer = parameters.values().toFloatArray();
        int offset = 3 * 4 + 4 + 4 + 4;
        assertThat(weight.toFloatArray()).containsExactly(java.util.Arrays.copyOfRange(buffer, offset, offset + 8));
    }

    @Test
    void gradientIsThatOfSeparateParameters() {
        float[] flat = gradient();
        float[] values = parameters.values().toFloatArray();
        // The same gradient by central differences of the whole network in training mode.
        for (int i : new int[] {0, 7, 13, 17, 22, 29}) {
            double step = 1e-2;
            double up = trainingLossWith(values, i, values[i] + step);
            double down = trainingLossWith(values, i, values[i] - step);
            assertThat((double) flat[i]).as("value %d", i).isCloseTo((up - down) / (2 * step), within(2e-3));
        }
        for (int i = 32; i < flat.length; i++) {
            assertThat(flat[i]).as("unused value %d", i).isZero();
        }
    }

    @Test
    void knowsWhichParametersAPassRead() {
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            FlatParameters.TrainingPass pass = parameters.beginTraining();
            pass.cut();
            network.forward(pass.store(), inputs(), true);
            assertThat(parameters.ranges(pass.used())).containsExactly(new FlatParameters.Range(0, 32));
        }
    }

    @Test
    void snapshotRestoresParametersAndBuffers() {
        Map<String, Tensor> snapshot = parameters.snapshot();
        assertThat(snapshot).containsKeys("first.weight", "norm.running_mean", "unused.bias");
        float before = loss();
        gradient(); // moves the running mean
        assertThat(loss()).isNotEqualTo(before);
        parameters.restore(snapshot);
        assertThat(loss()).isEqualTo(before);
    }

    @Test
    void refusesForeignParameters() {
        Map<String, Tensor> snapshot = new LinkedHashMap<>(parameters.snapshot());
        snapshot.remove("first.bias");
        snapshot.put("third.bias", new Tensor(new long[] {1}, new float[1]));
        assertThatThrownBy(() -> parameters.restore(snapshot))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the parameters do not belong to this model: missing [first.bias], unknown [third.bias]");
    }

    /** What DJL's own scalars get wrong: a collection between forward and backward must not touch the gradient. */
    @Test
    void gradientSurvivesGarbageCollection() {
        float[] expected = gradient();
        for (int round = 0; round < 5; round++) {
            assertThat(gradient(true)).containsExactly(expected);
        }
    }

    private float[] gradient() {
        return gradient(false);
    }

    private float[] gradient(boolean collectGarbage) {
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            FlatParameters.TrainingPass pass = parameters.beginTraining();
            try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
                pass.cut();
                NDArray loss = network.forward(pass.store(), inputs(), true).head();
                NDArray total = loss.mul(loss).sum();
                if (collectGarbage) {
                    System.gc();
                    byte[][] pressure = new byte[64][];
                    for (int i = 0; i < pressure.length; i++) {
                        pressure[i] = new byte[1 << 18];
                    }
                    System.gc();
                }
                collector.backward(total);
            }
            return pass.gradient().toFloatArray();
        }
    }

    private double trainingLossWith(float[] values, int index, double value) {
        float[] changed = values.clone();
        changed[index] = (float) value;
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            manager.create(changed).copyTo(parameters.values());
            FlatParameters.TrainingPass pass = parameters.beginTraining();
            pass.cut();
            NDArray loss = network.forward(pass.store(), inputs(), true).head();
            double total = loss.mul(loss).sum().getFloat();
            manager.create(values).copyTo(parameters.values());
            return total;
        }
    }
}
