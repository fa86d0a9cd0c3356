package dev.attune.runner.train;

import ai.djl.ndarray.NDArray;
import dev.attune.api.loss.SequenceLoss;
import dev.attune.api.nn.Pass;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What training makes small: the loss of the network's predictions, and what the fusion adds. */
final class Objective {
    private final AffectModel model;
    private final SequenceLoss loss;

    /**
     * Makes an objective.
     *
     * @param model the network
     * @param loss of its predictions
     */
    Objective(AffectModel model, SequenceLoss loss) {
        this.model = model;
        this.loss = loss;
    }

    AffectModel model() {
        return model;
    }

    /**
     * Evaluates the objective.
     *
     * @param pass the pass
     * @param arrays a batch, labels and label mask included, as {@link BatchTensors#all} makes it
     */
    Value evaluate(Pass pass, List<NDArray> arrays) {
        AffectModel.Output output = model.apply(pass, BatchTensors.features(arrays));
        NDArray total =
                loss.evaluate(output.predictions(), BatchTensors.labels(arrays), BatchTensors.labelMask(arrays));
        Map<String, NDArray> parts = output.fused().losses();
        for (NDArray part : parts.values()) {
            total = total.add(part);
        }
        return new Value(total, parts, output);
    }

    /** A value of the objective. */
    static final class Value {
        private final NDArray total;
        private final Map<String, NDArray> parts;
        private final AffectModel.Output output;

        private Value(NDArray total, Map<String, NDArray> parts, AffectModel.Output output) {
            this.total = total;
            this.parts = new LinkedHashMap<>(parts);
            this.output = output;
        }

        /** Returns the sum of all losses, (). */
        NDArray total() {
            return total;
        }

        /** Returns the names of the losses that the fusion added. */
        List<String> names() {
            return List.copyOf(parts.keySet());
        }

        /** Returns the losses that the fusion added, in the order of their names, () each. */
        List<NDArray> parts() {
            return new ArrayList<>(parts.values());
        }

        /** Returns what the network gave. */
        AffectModel.Output output() {
            return output;
        }
    }
}
