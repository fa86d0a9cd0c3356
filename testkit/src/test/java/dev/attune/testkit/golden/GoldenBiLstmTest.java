package dev.attune.testkit.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import dev.attune.api.nn.BiLstm;
import dev.attune.api.nn.Init;
import dev.attune.api.nn.Layer;
import dev.attune.api.nn.Linear;
import dev.attune.api.nn.Pass;
import dev.attune.api.nn.RandomSource;
import dev.attune.api.nn.Scalars;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Compares a block built of the API's layers with the sequence block of the RJA and JCA code: every case whose name begins with
 * {@code rja_residual_bilstm}.
 */
final class GoldenBiLstmTest {
    /** A bidirectional LSTM from a learnt state; its output after its input, mapped linearly, at length one. */
    private static final class ResidualBiLstm extends Layer {
        private final int layers;
        private final int hidden;
        private final Parameter initial;
        private final BiLstm recurrent;
        private final Linear linear;

        ResidualBiLstm(int inputs, int outputs, int layers) {
            this.layers = layers;
            hidden = outputs / 2;
            initial = parameter("init_hidden", Init.constant(0), 4L * layers, hidden);
            recurrent = child("rnn", new BiLstm(inputs, hidden, layers, 0, RandomSource.of(1)));
            linear = child("linear", new Linear(inputs + outputs, outputs, true, RandomSource.of(2)));
        }

        NDArray apply(Pass pass, NDArray x) {
            long batch = x.getShape().get(0);
            NDArray frames = x.getManager().ones(new Shape(batch, x.getShape().get(1)), DataType.BOOLEAN);
            NDArray states = pass.value(initial, x); // (4 layers, hidden): all hidden states, then all cell states
            NDArray sequence = recurrent.apply(
                    pass,
                    x,
                    frames,
                    expand(states.get(":" + 2 * layers), batch),
                    expand(states.get(2 * layers + ":"), batch));
            NDArray mapped = linear.apply(pass, NDArrays.concat(new NDList(x, sequence), 2)); // (B, L, outputs)
            NDArray norm = mapped.mul(mapped).sum(new int[] {2}, true).sqrt(); // (B, L, 1)
            return mapped.div(norm.maximum(Scalars.of(norm, 1e-12)));
        }

        private NDArray expand(NDArray states, long batch) {
            return states.expandDims(1).broadcast(new Shape(2L * layers, batch, hidden));
        }

        @Override
        protected NDList compute(Pass pass, NDList inputs) {
            return new NDList(apply(pass, inputs.singletonOrThrow()));
        }

        @Override
        public Shape[] getOutputShapes(Shape[] inputShapes) {
            Shape x = inputShapes[0];
            return new Shape[] {new Shape(x.get(0), x.get(1), 2L * hidden)};
        }
    }

    @TestFactory
    List<DynamicTest> reproducesOutputsAndGradients() {
        return GoldenCases.group("jca").stream()
                .filter(golden -> golden.name().startsWith("rja_residual_bilstm"))
                .map(golden -> dynamicTest(golden.name(), () -> check(golden)))
                .toList();
    }

    private static void check(GoldenCase golden) {
        ResidualBiLstm layer = new ResidualBiLstm(
                golden.attribute("embed").asInt(),
                golden.attribute("dim").asInt(),
                golden.attribute("layers").asInt());
        Engine engine = Engine.getEngine("PyTorch");
        try (NDScope scope = new NDScope();
                NDManager manager = engine.newBaseManager(Device.cpu())) {
            scope.suppressNotUsedWarning();
            layer.initialize(manager, DataType.FLOAT32);
            assertThat(layer.getParameters().keys()).containsExactlyInAnyOrderElementsOf(golden.names("param"));
            for (String name : golden.names("param")) {
                NDArray value = layer.getParameters().get(name).getArray();
                value.addi(array(manager, golden.tensor("param", name)).sub(value));
            }
            NDArray x = array(manager, golden.tensor("in", "x"));
            x.setRequiresGradient(true);
            try (GradientCollector collector = engine.newGradientCollector()) {
                Pass pass = new Pass(new ParameterStore(manager, false), false, RandomSource.of(1));
                NDArray output = layer.apply(pass, x);
                collector.backward(
                        output.mul(array(manager, golden.tensor("cot", "y"))).sum());
                assertClose(output, golden.tensor("out", "y"));
            }
            assertClose(x.getGradient(), golden.tensor("grad_in", "x"));
            for (String name : golden.names("grad_param")) {
                assertClose(
                        layer.getParameters().get(name).getArray().getGradient(), golden.tensor("grad_param", name));
            }
        }
    }

    private static NDArray array(NDManager manager, GoldenTensor tensor) {
        return manager.create(tensor.values(), new Shape(tensor.shape()));
    }

    /** The manifest's tolerance for small cases. */
    private static void assertClose(NDArray found, GoldenTensor expected) {
        assertThat(found.getShape()).isEqualTo(new Shape(expected.shape()));
        float[] values = found.toFloatArray();
        for (int i = 0; i < values.length; i++) {
            assertThat(values[i])
                    .as("%s at %d", expected.name(), i)
                    .isCloseTo(expected.values()[i], within(1e-5f + 1e-4f * Math.abs(expected.values()[i])));
        }
    }
}
