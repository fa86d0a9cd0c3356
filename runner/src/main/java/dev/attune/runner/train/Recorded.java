package dev.attune.runner.train;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import dev.attune.api.nn.Pass;
import dev.attune.api.nn.RandomSource;
import dev.attune.runner.engine.Script;
import dev.attune.runner.trace.Graph;
import dev.attune.runner.trace.Tape;
import dev.attune.runner.trace.UnknownOperationException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A computation of the network for one shape of batch, recorded once and run as TorchScript from then on. */
final class Recorded implements AutoCloseable {
    /** Something that the network computes. */
    @FunctionalInterface
    interface Computation {
        /**
         * Computes.
         *
         * @param pass the pass
         * @param inputs the arrays of the batch
         * @return tensors
         */
        List<NDArray> run(Pass pass, List<NDArray> inputs);
    }

    private final NDManager owner;
    private final Graph graph;
    private final Script script;
    private final Map<Integer, NDArray> kept; // constants, states and noise, by slot
    private final List<RecordedPass.Draw> draws;
    private final Set<String> used;

    private Recorded(
            NDManager owner, Graph graph, Map<Integer, NDArray> kept, List<RecordedPass.Draw> draws, Set<String> used) {
        this.owner = owner;
        this.graph = graph;
        this.kept = kept;
        this.draws = draws;
        this.used = Set.copyOf(used);
        try {
            script = Script.load(graph.source(), owner);
        } catch (EngineException e) {
            throw new UnknownOperationException("what the engine refuses in a graph (" + e.getMessage() + ")");
        }
    }

    /**
     * Records a computation.
     *
     * @param parameters the network's parameters
     * @param inputs the arrays of a batch
     * @param training whether the pass trains
     * @param noise gives the noise of the recorded run; is left as it was
     * @param manager lends native memory
     * @param computation what to record
     * @throws dev.attune.runner.trace.UnknownOperationException if it does what cannot be recorded
     */
    static Recorded of(
            FlatParameters parameters,
            List<NDArray> inputs,
            boolean training,
            RandomSource noise,
            NDManager manager,
            Computation computation) {
        NDManager owner = manager.newSubManager();
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            Tape tape = new Tape(manager, owner);
            RecordedParameters store = new RecordedParameters(parameters, manager, tape);
            RecordedPass pass = new RecordedPass(store, training, noise.copy(), tape, manager);
            List<NDArray> traced = inputs.stream().map(tape::input).toList();
            Graph graph = tape.graph(computation.run(pass, traced));
            return new Recorded(owner, graph, kept(graph, store, pass, owner), pass.draws(), store.used());
        } catch (RuntimeException e) {
            owner.close();
            throw e;
        }
    }

    private static Map<Integer, NDArray> kept(
            Graph graph, RecordedParameters store, RecordedPass pass, NDManager owner) {
        Map<Integer, NDArray> kept = new HashMap<>(graph.constants());
        store.states().forEach((slot, parameter) -> kept.put(slot, parameter.getArray()));
        pass.draws().forEach(draw -> {
            NDArray values = draw.array(owner);
            NDScope.unregister(values);
            kept.put(draw.slot(), values);
        });
        return kept;
    }

    /**
     * Runs the computation.
     *
     * @param flat the parameters, (P)
     * @param inputs the arrays of a batch, of the shapes that were recorded
     * @param noise gives the noise
     * @param gradient whether a backward pass is to follow
     * @return what the computation gives, owned by the scope that is open
     */
    NDList run(NDArray flat, List<NDArray> inputs, RandomSource noise, boolean gradient) {
        for (RecordedPass.Draw draw : draws) {
            draw.fill(noise);
            if (!BatchTensors.sharesMemory(owner)) {
                kept.put(draw.slot(), draw.array(flat.getManager()));
            }
        }
        List<NDArray> arrays = new ArrayList<>(graph.slots());
        for (int slot = 0; slot < graph.slots(); slot++) {
            NDArray array = kept.get(slot);
            arrays.add(array == null ? inputs.get(slot) : array);
        }
        return script.forward(flat, arrays, gradient);
    }

    /** Returns the ids of the learnt parameters that the computation read. */
    Set<String> used() {
        return used;
    }

    @Override
    public void close() {
        script.close();
        owner.close();
    }
}
