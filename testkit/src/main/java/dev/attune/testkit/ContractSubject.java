package dev.attune.testkit;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import dev.attune.api.nn.Layer;
import dev.attune.api.nn.Pass;
import dev.attune.api.nn.RandomSource;
import java.util.List;

/** What the checks of a contract need to know of a kind of model. */
interface ContractSubject {
    /** Returns the features per frame of each sequence that the model takes. */
    List<Integer> dimensions();

    /** Builds the model with initial values from a source. */
    Layer build(RandomSource random);

    /** Returns whether the model refuses windows of another length than the one that it was built for. */
    boolean fixedLength();

    /** Returns the features per frame of what the model gives. */
    int outputs(Layer model);

    /**
     * Runs the model.
     *
     * @param sequences (B, L, D_m) each
     * @param masks boolean, (B, L) each
     * @param frames boolean, (B, L)
     * @return the output (B, L, outputs), then auxiliary losses, scalars
     */
    NDList run(Layer model, Pass pass, List<NDArray> sequences, List<NDArray> masks, NDArray frames);

    /** Returns the inputs of the model as a DJL block. */
    NDList blockInputs(List<NDArray> sequences, List<NDArray> masks, NDArray frames);
}
