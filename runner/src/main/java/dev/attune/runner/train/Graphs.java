package dev.attune.runner.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.attune.api.nn.RandomSource;
import dev.attune.runner.trace.UnknownOperationException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The recordings of one computation, one for each shape of batch; none where the computation cannot be recorded. */
final class Graphs implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Graphs.class);

    private final FlatParameters parameters;
    private final boolean training;
    private final NDManager manager;
    private final Map<List<Shape>, Optional<Recorded>> byShapes = new HashMap<>();
    private final boolean isWanted;
    private boolean isRefused;

    /**
     * Begins without any.
     *
     * @param parameters the network's parameters
     * @param training whether its passes train
     * @param manager lends native memory
     * @param isWanted whether to record at all
     */
    Graphs(FlatParameters parameters, boolean training, NDManager manager, boolean isWanted) {
        this.parameters = parameters;
        this.training = training;
        this.manager = manager;
        this.isWanted = isWanted;
    }

    /**
     * Returns the recording for a batch, made at the first batch of its shape: whether a batch runs as a graph must not depend on what was run
     * before, or a training that was interrupted would end otherwise.
     *
     * @param inputs the arrays of the batch
     * @param noise gives noise; is left as it was
     * @param computation what to record
     */
    Optional<Recorded> of(List<NDArray> inputs, RandomSource noise, Recorded.Computation computation) {
        if (!isWanted) {
            return Optional.empty();
        }
        List<Shape> shapes = inputs.stream().map(NDArray::getShape).toList();
        Optional<Recorded> known = byShapes.get(shapes);
        if (known == null) {
            known = record(inputs, noise, computation);
            byShapes.put(shapes, known);
        }
        return known;
    }

    private Optional<Recorded> record(List<NDArray> inputs, RandomSource noise, Recorded.Computation computation) {
        try {
            return Optional.of(Recorded.of(parameters, inputs, training, noise, manager, computation));
        } catch (UnknownOperationException e) {
            return refuse(e.getMessage());
        } catch (ClassCastException e) { // arrays that record are of no engine's class
            return refuse("the class of an array (" + e.getMessage() + ")");
        }
    }

    private Optional<Recorded> refuse(@Nullable String operation) {
        if (!isRefused) {
            isRefused = true;
            log.warn(
                    "The network runs as it is written, not as a graph, which is slower: it uses {}, which cannot be recorded.",
                    operation);
        }
        return Optional.empty();
    }

    /** Returns whether batches run as graphs. */
    boolean areInUse() {
        return !byShapes.isEmpty() && !isRefused;
    }

    @Override
    public void close() {
        byShapes.values().forEach(graph -> graph.ifPresent(Recorded::close));
    }
}
