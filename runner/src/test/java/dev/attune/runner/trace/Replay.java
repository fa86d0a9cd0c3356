package dev.attune.runner.trace;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.attune.runner.engine.Script;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/** Records computations and runs them again from other values. */
final class Replay {
    private final NDManager manager;

    /** Takes what owns all values. */
    Replay(NDManager manager) {
        this.manager = manager;
    }

    /** Records a computation. */
    Graph record(List<NDArray> values, Function<List<NDArray>, List<NDArray>> computation) {
        Tape tape = new Tape(manager, manager);
        List<NDArray> inputs = values.stream().map(tape::input).toList();
        return tape.graph(computation.apply(inputs));
    }

    /** Runs a graph whose slots are inputs first, then constants. */
    NDList run(Graph graph, List<NDArray> values) {
        List<NDArray> slots = new ArrayList<>(values);
        for (int slot = values.size(); slot < graph.slots(); slot++) {
            slots.add(Objects.requireNonNull(graph.constants().get(slot), "slot without values"));
        }
        return Script.load(graph.source(), manager).forward(manager.ones(new Shape(1)), slots, false);
    }
}
