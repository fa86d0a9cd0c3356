package dev.attune.fusion.baselines;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import dev.attune.api.fusion.FusionContext;
import dev.attune.api.nn.Activations;
import dev.attune.api.nn.Dropout;
import dev.attune.api.nn.Layer;
import dev.attune.api.nn.Linear;
import dev.attune.api.nn.Pass;
import dev.attune.api.nn.Sequences;
import java.util.ArrayList;
import java.util.List;

/**
 * Prepares each modality for a product with the others: [1 ; h_m] with h_m = Dropout( ReLU( subnets.m(x_m) ) ).
 *
 * <p>The one lets every product of fewer modalities, down to none, be a part of the product of all.
 */
final class Subnetworks extends Layer {
    private final int width;
    private final List<Linear> layers = new ArrayList<>();
    private final Dropout dropout;

    Subnetworks(int width, double dropout, FusionContext context) {
        this.width = width;
        this.dropout = new Dropout(dropout);
        for (int dimension : context.dimensions()) {
            layers.add(child(Integer.toString(layers.size()), new Linear(dimension, width, true, context.random())));
        }
    }

    /** Returns [1 ; h_m] of each modality, (B, L, 1 + width). */
    List<NDArray> apply(Pass pass, List<NDArray> sequences) {
        NDArray first = sequences.get(0);
        NDArray one = first.getManager()
                .ones(new Shape(first.getShape().get(0), first.getShape().get(1), 1), first.getDataType());
        List<NDArray> prepared = new ArrayList<>();
        for (int m = 0; m < layers.size(); m++) {
            NDArray hidden = Activations.relu(layers.get(m).apply(pass, sequences.get(m))); // (B, L, width)
            prepared.add(Sequences.concat(List.of(one, dropout.apply(pass, hidden))));
        }
        return prepared;
    }

    @Override
    protected NDList compute(Pass pass, NDList inputs) {
        return new NDList(apply(pass, inputs));
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        Shape[] shapes = new Shape[layers.size()];
        for (int m = 0; m < shapes.length; m++) {
            shapes[m] = new Shape(inputShapes[m].get(0), inputShapes[m].get(1), 1L + width);
        }
        return shapes;
    }
}
