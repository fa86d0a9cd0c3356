package dev.attune.runner.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.attune.api.fusion.ModalityBatch;
import dev.attune.runner.data.HostBatch;
import java.util.ArrayList;
import java.util.List;

/** Moves a batch from main memory into tensors of the scope that is open. */
final class Tensors {
    private Tensors() {}

    static ModalityBatch batch(NDManager manager, List<String> modalities, HostBatch host) {
        Shape rows = new Shape(host.windows().size(), host.length()); // (B, L)
        List<NDArray> sequences = new ArrayList<>();
        List<NDArray> masks = new ArrayList<>();
        for (String modality : modalities) {
            float[] features = host.features(modality);
            sequences.add(manager.create(features, rows.add(features.length / rows.size()))); // (B, L, D)
            masks.add(manager.create(host.mask(modality), rows));
        }
        return new ModalityBatch(sequences, masks, manager.create(host.frames(), rows));
    }

    /** Makes all arrays of a training step: features, masks and frames in the order of {@link ModalityBatch#toList}, labels, label mask. */
    static List<NDArray> all(NDManager manager, List<String> modalities, HostBatch host, int targets) {
        List<NDArray> arrays = new ArrayList<>(batch(manager, modalities, host).toList());
        arrays.add(labels(manager, host, targets));
        arrays.add(labelMask(manager, host, targets));
        return arrays;
    }

    static NDArray labels(NDManager manager, HostBatch host, int targets) {
        return manager.create(host.labels(), new Shape(host.windows().size(), host.length(), targets));
    }

    static NDArray labelMask(NDManager manager, HostBatch host, int targets) {
        return manager.create(host.labelMask(), new Shape(host.windows().size(), host.length(), targets));
    }
}
