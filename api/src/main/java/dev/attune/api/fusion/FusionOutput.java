package dev.attune.api.fusion;

import static java.util.Objects.requireNonNull;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import dev.attune.api.PublicApi;
import dev.attune.api.nn.Sequences;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a fusion model gives: a fused sequence or finished predictions, and optionally what explains or regularises it.
 *
 * @since 0.1
 */
@PublicApi(usage = PublicApi.Usage.CALL, state = PublicApi.State.EXPERIMENTAL, since = "0.1")
public final class FusionOutput {
    private static final String FUSED = "fused";
    private static final String PREDICTED = "predicted";
    private static final String LOSS = "loss:";
    private static final String ATTENTION = "attention:";
    private static final String FEATURES = "features:";

    private final NDArray value;
    private final boolean predicted;
    private final Map<String, NDArray> losses = new LinkedHashMap<>();
    private final Map<String, NDArray> attention = new LinkedHashMap<>();
    private final Map<String, NDArray> features = new LinkedHashMap<>();

    private FusionOutput(NDArray value, boolean predicted) {
        this.value = requireNonNull(value, "value is null");
        this.predicted = predicted;
    }

    /**
     * Gives a fused sequence, to which the experiment's head is applied.
     *
     * @param sequence (B, L, F)
     */
    public static FusionOutput fused(NDArray sequence) {
        return new FusionOutput(sequence, false);
    }

    /**
     * Gives the features of every modality as the fusion left them, and as the fused sequence all of them side by side.
     *
     * @param modalities their names, in order
     * @param sequences (B, L, D_m) each, in the same order
     */
    public static FusionOutput attended(List<String> modalities, List<NDArray> sequences) {
        FusionOutput output = fused(Sequences.concat(sequences));
        for (int m = 0; m < modalities.size(); m++) {
            output.withFeatures(modalities.get(m), sequences.get(m));
        }
        return output;
    }

    /**
     * Gives predictions, to which no head is applied: fusion at the level of decisions.
     *
     * @param predictions (B, L, targets), in the units of the labels
     */
    public static FusionOutput predicted(NDArray predictions) {
        return new FusionOutput(predictions, true);
    }

    /**
     * Adds a loss to the training objective, already weighted.
     *
     * @param name what it is, for the log
     * @param loss a scalar
     */
    public FusionOutput withLoss(String name, NDArray loss) {
        losses.put(name, loss);
        return this;
    }

    /**
     * Adds an attention map.
     *
     * @param name what it is, for example {@code 0.audio} for step 0
     * @param map (B, ...)
     */
    public FusionOutput withAttention(String name, NDArray map) {
        attention.put(name, map);
        return this;
    }

    /**
     * Adds the features of one modality as the fusion left them.
     *
     * @param modality its name
     * @param sequence (B, L, D)
     */
    public FusionOutput withFeatures(String modality, NDArray sequence) {
        features.put(modality, sequence);
        return this;
    }

    /** Returns the fused sequence (B, L, F), or the predictions (B, L, targets). */
    public NDArray value() {
        return value;
    }

    /** Returns whether {@link #value} holds predictions. */
    public boolean isPredicted() {
        return predicted;
    }

    /** Returns the auxiliary losses by name. */
    public Map<String, NDArray> losses() {
        return Collections.unmodifiableMap(losses);
    }

    /** Returns the attention maps by name. */
    public Map<String, NDArray> attention() {
        return Collections.unmodifiableMap(attention);
    }

    /** Returns the features by modality. */
    public Map<String, NDArray> features() {
        return Collections.unmodifiableMap(features);
    }

    /** Returns the outputs of a fusion block: named arrays, the value first. */
    public NDList toList() {
        NDList list = new NDList();
        add(list, predicted ? PREDICTED : FUSED, value);
        losses.forEach((name, array) -> add(list, LOSS + name, array));
        attention.forEach((name, array) -> add(list, ATTENTION + name, array));
        features.forEach((name, array) -> add(list, FEATURES + name, array));
        return list;
    }

    private static void add(NDList list, String name, NDArray array) {
        array.setName(name);
        list.add(array);
    }

    /**
     * Reads the outputs of a fusion block.
     *
     * @param list what {@link #toList} gives; a single unnamed array counts as a fused sequence
     */
    public static FusionOutput fromList(NDList list) {
        FusionOutput output =
                new FusionOutput(list.head(), PREDICTED.equals(list.head().getName()));
        for (NDArray array : list.subList(1, list.size())) {
            String name = requireNonNull(array.getName(), "a further output of a fusion block has no name");
            if (name.startsWith(LOSS)) {
                output.withLoss(name.substring(LOSS.length()), array);
            } else if (name.startsWith(ATTENTION)) {
                output.withAttention(name.substring(ATTENTION.length()), array);
            } else if (name.startsWith(FEATURES)) {
                output.withFeatures(name.substring(FEATURES.length()), array);
            } else {
                throw new IllegalArgumentException("unknown output of a fusion block: " + name);
            }
        }
        return output;
    }
}
