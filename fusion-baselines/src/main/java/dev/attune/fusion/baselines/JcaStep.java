package dev.attune.fusion.baselines;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import dev.attune.api.nn.Activations;
import dev.attune.api.nn.CorrelationAttention;
import dev.attune.api.nn.Dropout;
import dev.attune.api.nn.Init;
import dev.attune.api.nn.Layer;
import dev.attune.api.nn.Linear;
import dev.attune.api.nn.Masks;
import dev.attune.api.nn.Pass;
import dev.attune.api.nn.RandomSource;
import dev.attune.api.nn.Sequences;
import java.util.ArrayList;
import java.util.List;

/**
 * One step of {@link JcaFusion}. As a block, its inputs are n sequences (B, L, D_m) and frames (B, L); its outputs are
 * n sequences.
 */
final class JcaStep extends Layer {
    private final Linear query;
    private final List<Linear> keys = new ArrayList<>();
    private final List<Linear> values = new ArrayList<>();
    private final List<Linear> outputs = new ArrayList<>();
    private final Dropout dropout;

    JcaStep(List<Integer> dimensions, int length, double dropout, RandomSource random) {
        int total = dimensions.stream().mapToInt(Integer::intValue).sum();
        this.dropout = new Dropout(dropout);
        query = linear("dense_coattn.query_linear", total, total, random);
        for (int m = 1; m <= dimensions.size(); m++) {
            keys.add(linear("dense_coattn.key" + m + "_linear", length, length, random));
        }
        for (int m = 1; m <= dimensions.size(); m++) {
            int dimension = dimensions.get(m - 1);
            values.add(linear("dense_coattn.value" + m + "_linear", dimension, dimension, random));
        }
        for (int m = 0; m < dimensions.size(); m++) {
            outputs.add(linear("linears." + m + ".0", total, dimensions.get(m), random));
        }
    }

    /** The authors start from Xavier-uniform weights and zero biases. */
    private Linear linear(String name, int inputs, int features, RandomSource random) {
        Linear linear = child(name, new Linear(inputs, features, true, random));
        linear.getParameters().get("weight").setInitializer(Init.xavier(inputs, features, 1, random));
        linear.getParameters().get("bias").setInitializer(Init.constant(0));
        return linear;
    }

    /**
     * What a step gives, one entry a modality.
     *
     * @param sequences (B, L, D_m)
     * @param correlations S_m, (B, D_m, D)
     */
    record Attended(List<NDArray> sequences, List<NDArray> correlations) {}

    Attended apply(Pass pass, List<NDArray> sequences, NDArray frames) {
        List<NDArray> existing = new ArrayList<>(); // (B, L, D_m)
        for (NDArray x : sequences) {
            existing.add(Masks.apply(x, frames));
        }
        NDArray concatenated = Sequences.concat(existing); // (B, L, D)
        NDArray joint = Masks.apply(query.apply(pass, concatenated), frames); // (B, L, D); the bias fills padding
        List<NDArray> attended = new ArrayList<>();
        List<NDArray> correlations = new ArrayList<>();
        for (int m = 0; m < existing.size(); m++) {
            NDArray x = existing.get(m);
            NDArray key = keys.get(m).apply(pass, x.transpose(0, 2, 1)); // (B, D_m, L)
            NDArray correlation = dropout.apply(pass, CorrelationAttention.correlation(key, joint)); // (B, D_m, D)
            NDArray value = values.get(m).apply(pass, x); // (B, L, D_m)
            NDArray weighted = CorrelationAttention.weighted(value, correlation, true); // (B, L, D)
            NDArray update = Activations.relu(outputs.get(m).apply(pass, weighted)); // (B, L, D_m)
            attended.add(x.add(dropout.apply(pass, update)));
            correlations.add(correlation);
        }
        return new Attended(attended, correlations);
    }

    @Override
    protected NDList compute(Pass pass, NDList inputs) {
        int n = inputs.size() - 1;
        return new NDList(apply(pass, inputs.subList(0, n), inputs.get(n)).sequences());
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        return List.of(inputShapes).subList(0, inputShapes.length - 1).toArray(Shape[]::new);
    }
}
