package dev.attune.runner.train;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import dev.attune.api.fusion.ModalityBatch;
import dev.attune.runner.data.HostBatch;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Moves batches from main memory into tensors.
 *
 * <p>Batches of one size share their memory, one after the other: a batch is gone when the next of its size is asked for.
 */
final class BatchTensors implements AutoCloseable {
    private final NDManager manager;
    private final List<String> modalities;
    private final int targets;
    private final Map<Integer, List<Slot>> slots = new HashMap<>(); // by number of windows

    /**
     * Begins without memory.
     *
     * @param manager lends it
     * @param modalities to read, in order
     * @param targets labels per frame
     */
    BatchTensors(NDManager manager, List<String> modalities, int targets) {
        this.manager = manager.newSubManager();
        this.modalities = List.copyOf(modalities);
        this.targets = targets;
    }

    /** A tensor over memory that Java writes. */
    private static final class Slot {
        private final ByteBuffer memory;
        private final NDArray array;

        private Slot(NDManager manager, Shape shape, DataType type) {
            memory = manager.allocateDirect(Math.toIntExact(Math.multiplyExact(shape.size(), type.getNumOfBytes())));
            array = manager.create(memory, shape, type);
            NDScope.unregister(array);
        }

        private NDArray copy(NDManager manager) {
            return manager.create(memory, array.getShape(), array.getDataType());
        }

        private void fill(float[] values) {
            memory.asFloatBuffer().put(values);
        }

        private void fill(boolean[] values) {
            for (int i = 0; i < values.length; i++) {
                memory.put(i, (byte) (values[i] ? 1 : 0));
            }
        }
    }

    /**
     * Moves a batch: features of each modality (B, L, D), their masks (B, L) and the existing frames (B, L), in the order of {@link
     * ModalityBatch#toList}, then labels (B, L, T) and their mask (B, L, T).
     *
     * @param host the batch
     */
    List<NDArray> all(HostBatch host) {
        List<Slot> places = slots.computeIfAbsent(host.windows().size(), rows -> slots(host));
        int next = 0;
        for (String modality : modalities) {
            places.get(next++).fill(host.features(modality));
        }
        for (String modality : modalities) {
            places.get(next++).fill(host.mask(modality));
        }
        places.get(next++).fill(host.frames());
        places.get(next++).fill(host.labels());
        places.get(next).fill(host.labelMask());
        // A GPU has a copy, of what was there when the tensor was made.
        return places.stream()
                .map(place -> sharesMemory(manager) ? place.array : place.copy(manager))
                .toList();
    }

    /** Returns whether tensors of a manager lie in the memory that Java writes. */
    static boolean sharesMemory(NDManager manager) {
        return manager.getDevice().equals(Device.cpu());
    }

    /**
     * Returns the features among the arrays of a batch.
     *
     * @param all as {@link #all} gives them
     */
    static ModalityBatch features(List<NDArray> all) {
        return ModalityBatch.fromList(new NDList(all.subList(0, all.size() - 2)));
    }

    /** Returns the labels among the arrays of a batch. */
    static NDArray labels(List<NDArray> all) {
        return all.get(all.size() - 2);
    }

    /** Returns the label mask among the arrays of a batch. */
    static NDArray labelMask(List<NDArray> all) {
        return all.get(all.size() - 1);
    }

    /** Moves a batch without its labels. */
    List<NDArray> features(HostBatch host) {
        List<NDArray> all = all(host);
        return all.subList(0, all.size() - 2);
    }

    private List<Slot> slots(HostBatch host) {
        Shape rows = new Shape(host.windows().size(), host.length()); // (B, L)
        List<Slot> places = new ArrayList<>();
        for (String modality : modalities) {
            long width = host.features(modality).length / rows.size();
            places.add(new Slot(manager, rows.add(width), DataType.FLOAT32));
        }
        for (int mask = 0; mask <= modalities.size(); mask++) { // and the frames
            places.add(new Slot(manager, rows, DataType.BOOLEAN));
        }
        places.add(new Slot(manager, rows.add(targets), DataType.FLOAT32));
        places.add(new Slot(manager, rows.add(targets), DataType.BOOLEAN));
        return places;
    }

    @Override
    public void close() {
        manager.close();
    }
}
