package dev.attune.testkit.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import dev.attune.api.nn.Pass;
import dev.attune.api.nn.RandomSource;
import dev.attune.api.nn.ResidualBiLstm;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Compares {@link ResidualBiLstm} with the sequence block of the RJA and JCA code: every case whose name begins with
 * {@code rja_residual_bilstm}.
 */
final class GoldenBiLstmTest {
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
                golden.attribute("layers").asInt(),
                RandomSource.of(2));
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
                NDArray frames =
                        manager.ones(new Shape(x.getShape().get(0), x.getShape().get(1)), DataType.BOOLEAN);
                NDArray output = layer.apply(pass, x, frames);
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
