package dev.attune.runner.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import dev.attune.runner.engine.ComputeEngine;
import dev.attune.runner.engine.Script;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Records what models do beside calling methods: numbers, changes in place, constants, states, the same thing twice. */
final class TapeTest {
    private final NDManager manager = ComputeEngine.newManager(Device.cpu());
    private final Replay replay = new Replay(manager);

    @AfterEach
    void close() {
        manager.close();
    }

    private NDArray array(float... values) {
        return manager.create(values, new Shape(values.length)).duplicate();
    }

    @Test
    void anExpressionIsComputedOnceAndWhatNobodyReadsNotAtAll() {
        Graph graph = replay.record(List.of(array(1, 2)), inputs -> {
            NDArray x = inputs.get(0);
            x.cos(); // nobody reads it
            return List.of(x.exp().sum().add(x.exp().mean()));
        });
        assertThat(graph.source()).containsOnlyOnce("torch.exp(").doesNotContain("torch.cos(");
        assertThat(graph.size()).isEqualTo(4); // exp, sum, mean, add
    }

    @Test
    void whatTheComputationMakesIsAConstantOnceForEachRecipe() {
        Graph graph = replay.record(List.of(array(1, 2)), inputs -> {
            NDManager maker = inputs.get(0).getManager();
            NDArray table = maker.arange(2f).add(maker.arange(2f)).mul(maker.create(new float[] {3, 4}));
            return List.of(inputs.get(0).add(table));
        });
        assertThat(graph.constants()).hasSize(2);
        assertThat(replay.run(graph, List.of(array(10, 20))).get(0).toFloatArray())
                .containsExactly(10, 28);
    }

    @Test
    void aChangeInPlaceIsANewValue() {
        Graph graph = replay.record(List.of(array(1, 2)), inputs -> {
            NDArray sum = inputs.get(0).mul(inputs.get(0));
            NDArray before = sum.exp();
            sum.addi(inputs.get(0));
            return List.of(sum, before);
        });
        NDArray input = array(2, 3);
        NDList found = replay.run(graph, List.of(input));
        assertThat(found.get(0).toFloatArray()).containsExactly(6, 12);
        assertThat(found.get(1).toFloatArray()).containsExactly((float) Math.exp(4), (float) Math.exp(9));
        assertThat(input.toFloatArray()).as("inputs stay as they are").containsExactly(2, 3);
    }

    @Test
    void aChangeInPlaceLeavesInputsAndConstantsAlone() {
        NDArray first = array(1, 2);
        Graph graph = replay.record(List.of(first), inputs -> {
            NDArray x = inputs.get(0);
            NDArray sum = x.getManager().zeros(x.getShape());
            NDArray other = x.getManager().zeros(x.getShape());
            sum.addi(x);
            x.muli(x);
            return List.of(sum, other, x);
        });
        assertThat(first.toFloatArray()).containsExactly(1, 2);
        NDList found = replay.run(graph, List.of(array(3, 4)));
        assertThat(found.get(0).toFloatArray()).containsExactly(3, 4);
        assertThat(found.get(1).toFloatArray()).containsExactly(0, 0);
        assertThat(found.get(2).toFloatArray()).containsExactly(9, 16);
    }

    @Test
    void numbersOfAnotherTypeKeepTheirs() {
        Graph graph = replay.record(List.of(array(1, 2)), inputs -> {
            NDArray half = inputs.get(0).getManager().create(0.5); // float64, without axes
            NDArray whole = inputs.get(0).toType(DataType.INT64, false);
            return List.of(half.mul(whole), whole.add(half));
        });
        NDList found = replay.run(graph, List.of(array(3, 5)));
        assertThat(found.get(0).getDataType()).isEqualTo(DataType.FLOAT64);
        assertThat(found.get(0).toDoubleArray()).containsExactly(1.5, 2.5);
        assertThat(found.get(1).toDoubleArray()).containsExactly(3.5, 5.5);
    }

    @Test
    void weightNormIsOneKernelForWeightsAlone() {
        NDArray x = manager.create(new float[] {1, 2, 3, 4}, new Shape(1, 2, 2));
        for (Shape gains : List.of(new Shape(), new Shape(1, 1, 2))) { // one for each row: the first axis has one
            Graph graph = replay.record(List.of(x, manager.ones(gains)), inputs -> {
                NDArray v = inputs.get(0);
                NDArray norm = v.mul(v).sum(new int[] {1, 2}, true).sqrt();
                return List.of(v.mul(inputs.get(1).div(norm)));
            });
            assertThat(graph.source()).doesNotContain("weight_norm");
        }
    }

    @Test
    void anArrayOfAnotherRecordingIsRefused() {
        NDArray kept = new Tape(manager, manager).input(array(3, 4));
        assertThatThrownBy(() -> replay.record(
                        List.of(array(1, 2)), inputs -> List.of(inputs.get(0).add(kept))))
                .isInstanceOf(UnknownOperationException.class)
                .hasMessage("an array that it kept from elsewhere");
    }

    @Test
    void aChangeThatAViewWouldShowIsRefused() {
        assertThatThrownBy(() -> replay.record(List.of(array(1, 2)), inputs -> {
                    NDArray sum = inputs.get(0).add(inputs.get(0));
                    NDArray view = sum.reshape(2, 1);
                    sum.addi(inputs.get(0));
                    return List.of(view);
                }))
                .isInstanceOf(UnknownOperationException.class)
                .hasMessage("NDArray.addi of an array that shares its memory");
    }

    @Test
    void anArrayFromElsewhereIsRefused() {
        NDArray kept = array(3, 4);
        assertThatThrownBy(() -> replay.record(
                        List.of(array(1, 2)), inputs -> List.of(inputs.get(0).add(kept))))
                .isInstanceOf(UnknownOperationException.class)
                .hasMessage("an array that it kept from elsewhere");
    }

    @Test
    void valuesCannotBeLookedAt() {
        assertThatThrownBy(() -> replay.record(List.of(array(1, 2)), inputs -> {
                    float first = inputs.get(0).toFloatArray()[0];
                    return List.of(inputs.get(0).mul(first));
                }))
                .isInstanceOf(UnknownOperationException.class);
    }

    @Test
    void aStateMovesWithEachRunAndNotWhileItIsRecorded() {
        NDArray mean = array(1, 1);
        NDArray input = array(3, 5);
        Tape tape = new Tape(manager, manager);
        NDArray tracedInput = tape.input(input);
        NDArray tracedMean = tape.state(mean);
        tracedMean.muli(tracedMean.getManager().full(new Shape(), 0.5f)).addi(tracedInput);
        Graph graph = tape.graph(List.of(tracedMean.sum()));
        assertThat(mean.toFloatArray()).containsExactly(1, 1);

        assertThat(replay.run(graph, List.of(input, mean)).get(0).getFloat()).isEqualTo(9);
        assertThat(mean.toFloatArray()).containsExactly(3.5f, 5.5f);
        replay.run(graph, List.of(input, mean));
        assertThat(mean.toFloatArray()).containsExactly(4.75f, 7.75f);
    }

    /** Outside a graph, a Java number is a tensor over memory that the collector may free before the backward pass. */
    @Test
    void numbersKeepTheirValueUnderGarbageCollection() {
        Tape tape = new Tape(manager, manager);
        NDArray whole = tape.whole(array(1, 1, 1));
        NDArray computed = whole.mul(3).add(0.5).div(0.25).sub(1).pow(2); // (12 x + 1)^2
        Graph graph = tape.graph(List.of(computed.sum()));
        try (Script script = Script.load(graph.source(), manager)) {
            for (int repetition = 0; repetition < 20; repetition++) {
                NDArray parameters = array(1, 2, 3);
                parameters.setRequiresGradient(true);
                try (GradientCollector collector = manager.getEngine().newGradientCollector()) {
                    NDArray loss =
                            script.forward(parameters, List.of(array(0)), true).get(0);
                    System.gc();
                    collector.backward(loss);
                }
                assertThat(parameters.getGradient().toFloatArray()).containsExactly(24 * 13, 24 * 25, 24 * 37);
            }
        }
    }
}
