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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The recordings of one computation, one for each shape of batch; none where the computation cannot be recorded. */
final class Graphs implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Graphs.class);

    private final FlatParameters parameters;
    private final boolean training;
    private final NDManager manager;
    private final Map<List<Shape>, Recorded> byShapes = new HashMap<>();
    private boolean isPossible;

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
        isPossible = isWanted;
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
        if (!isPossible) {
            return Optional.empty();
        }
        List<Shape> shapes = inputs.stream().map(NDArray::getShape).toList();
        Recorded known = byShapes.get(shapes);
        if (known != null) {
            return Optional.of(known);
        }
        try {
            Recorded recorded = Recorded.of(parameters, inputs, training, noise, manager, computation);
            byShapes.put(shapes, recorded);
            return Optional.of(recorded);
        } catch (UnknownOperationException e) {
            isPossible = false;
            log.warn(
                    "The network runs as it is written, not as a graph, which is slower: it uses {}, which cannot be recorded.",
                    e.getMessage());
            return Optional.empty();
        }
    }

    /** Returns whether batches run as graphs. */
    boolean areInUse() {
        return !byShapes.isEmpty();
    }

    @Override
    public void close() {
        byShapes.values().forEach(Recorded::close);
    }
}
