package dev.attune.api.fusion;

import static java.util.Objects.requireNonNull;

import ai.djl.ndarray.types.DataType;
import dev.attune.api.PublicApi;
import dev.attune.api.data.TargetInfo;
import dev.attune.api.nn.RandomSource;
import dev.attune.api.nn.RegressionHead;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a fusion model is built for.
 *
 * @param modalities name to features per frame, after the temporal models, in the order of the batch; at least one
 * @param windowLength frames per window, L
 * @param targets what is predicted
 * @param trainingMeans mean training label of each target, for models that predict without looking
 * @param heads makes a head like the experiment's own, for fusion at the level of decisions
 * @param random gives initial values
 * @param dataType of all tensors
 * @since 0.1
 */
@PublicApi(usage = PublicApi.Usage.CALL, state = PublicApi.State.EXPERIMENTAL, since = "0.1")
public record FusionContext(
        Map<String, Integer> modalities,
        int windowLength,
        List<TargetInfo> targets,
        List<Double> trainingMeans,
        HeadFactory heads,
        RandomSource random,
        DataType dataType) {
    /** Copies collections, keeping order, and checks that they are not empty. */
    public FusionContext {
        modalities = Collections.unmodifiableMap(new LinkedHashMap<>(requireNonNull(modalities, "modalities is null")));
        targets = List.copyOf(requireNonNull(targets, "targets is null"));
        trainingMeans = List.copyOf(requireNonNull(trainingMeans, "trainingMeans is null"));
        requireNonNull(heads, "heads is null");
        requireNonNull(random, "random is null");
        requireNonNull(dataType, "dataType is null");
        if (modalities.isEmpty() || targets.isEmpty() || targets.size() != trainingMeans.size()) {
            throw new IllegalArgumentException(
                    "a fusion needs at least one modality and one target with its mean, found " + modalities.size()
                            + ", " + targets.size() + " and " + trainingMeans.size());
        }
        if (windowLength < 1) {
            throw new IllegalArgumentException("window length must be at least 1, found " + windowLength);
        }
    }

    /** Makes heads. */
    @FunctionalInterface
    public interface HeadFactory {
        /**
         * Makes a head like the experiment's own.
         *
         * @param inputs features per frame that it takes
         * @param random gives initial values
         */
        RegressionHead create(int inputs, RandomSource random);
    }

    /** Returns the names of the modalities, in order. */
    public List<String> names() {
        return List.copyOf(modalities.keySet());
    }

    /** Returns the features per frame of each modality, in order. */
    public List<Integer> dimensions() {
        return List.copyOf(modalities.values());
    }

    /** Returns the features per frame of all modalities together, d. */
    public int totalDimension() {
        return modalities.values().stream().mapToInt(Integer::intValue).sum();
    }
}
