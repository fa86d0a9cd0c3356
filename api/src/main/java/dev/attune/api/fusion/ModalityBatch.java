package dev.attune.api.fusion;

import static java.util.Objects.requireNonNull;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import dev.attune.api.PublicApi;
import java.util.List;

/**
 * A batch of aligned sequences, one a modality, with masks.
 *
 * <p>{@link #frames} says which frames exist (false: padding after the end of a short window, always a suffix).
 * {@link #mask} says where one modality was observed (false also where, say, no face was found). Sequences are zero where
 * they were not observed, until a temporal model fills them.
 *
 * @since 0.1
 */
@PublicApi(usage = PublicApi.Usage.CALL, state = PublicApi.State.EXPERIMENTAL, since = "0.1")
public final class ModalityBatch {
    private final List<NDArray> sequences;
    private final List<NDArray> masks;
    private final NDArray frames;

    /**
     * Makes a batch.
     *
     * @param sequences one a modality, (B, L, D_m), in the order of the fusion context
     * @param masks one a modality, boolean, (B, L)
     * @param frames boolean, (B, L)
     */
    public ModalityBatch(List<NDArray> sequences, List<NDArray> masks, NDArray frames) {
        this.sequences = List.copyOf(sequences);
        this.masks = List.copyOf(masks);
        this.frames = requireNonNull(frames, "frames is null");
        if (sequences.isEmpty() || sequences.size() != masks.size()) {
            throw new IllegalArgumentException("a batch needs at least one sequence and as many masks, found "
                    + sequences.size() + " and " + masks.size());
        }
    }

    /** Returns the number of modalities. */
    public int size() {
        return sequences.size();
    }

    /** Returns all sequences, (B, L, D_m) each. */
    public List<NDArray> sequences() {
        return sequences;
    }

    /**
     * Returns one sequence.
     *
     * @param modality its index
     * @return (B, L, D_m)
     */
    public NDArray sequence(int modality) {
        return sequences.get(modality);
    }

    /**
     * Returns where one modality was observed.
     *
     * @param modality its index
     * @return boolean, (B, L)
     */
    public NDArray mask(int modality) {
        return masks.get(modality);
    }

    /** Returns which frames exist: boolean, (B, L). */
    public NDArray frames() {
        return frames;
    }

    /**
     * Makes a batch with other sequences and the same masks.
     *
     * @param others one a modality
     */
    public ModalityBatch withSequences(List<NDArray> others) {
        return new ModalityBatch(others, masks, frames);
    }

    /** Returns the inputs of a fusion block: sequences, then masks, then frames. */
    public NDList toList() {
        NDList list = new NDList(2 * size() + 1);
        list.addAll(sequences);
        list.addAll(masks);
        list.add(frames);
        return list;
    }

    /**
     * Reads the inputs of a fusion block.
     *
     * @param list what {@link #toList} gives
     */
    public static ModalityBatch fromList(NDList list) {
        if (list.size() < 3 || list.size() % 2 == 0) {
            throw new IllegalArgumentException(
                    "a fusion block takes n sequences, n masks and the frame mask, found " + list.size() + " arrays");
        }
        int n = list.size() / 2;
        return new ModalityBatch(list.subList(0, n), list.subList(n, 2 * n), list.get(2 * n));
    }
}
