package dev.attune.api.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import dev.attune.api.PublicApi;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Joint cross-attention, fed back: X^(0) are the modalities, X^(l) is what {@link JointAttentionStep} l makes of X^(l-1).
 *
 * <p>All modalities of a step see the features of the step before. Parts: {@code 0}, {@code 1}, ...; a model that calls the whole
 * {@code dcn_layers} has the parameter names of the authors' code. As a block, its inputs are n sequences (B, L, D_m) and the boolean
 * frame mask (B, L), its outputs n sequences.
 *
 * @since 0.1
 */
@PublicApi(usage = PublicApi.Usage.CALL, state = PublicApi.State.EXPERIMENTAL, since = "0.1")
public final class JointAttention extends Layer {
    private final List<JointAttentionStep> steps = new ArrayList<>();

    /**
     * Makes steps with weights of their own.
     *
     * @param form which member of the family they are
     * @param depth how many steps, at least 0
     * @param dimensions features of each modality, D_m
     * @param length frames per window, L
     * @param random gives the initial values
     */
    public JointAttention(
            JointAttentionStep.Form form, int depth, List<Integer> dimensions, int length, RandomSource random) {
        this(form, depth, false, dimensions, length, random);
    }

    /**
     * Makes steps.
     *
     * @param form which member of the family they are
     * @param depth how many steps, at least 0
     * @param shareWeights whether they are one step, repeated
     * @param dimensions features of each modality, D_m
     * @param length frames per window, L
     * @param random gives the initial values
     */
    public JointAttention(
            JointAttentionStep.Form form,
            int depth,
            boolean shareWeights,
            List<Integer> dimensions,
            int length,
            RandomSource random) {
        for (int step = 0; step < depth; step++) {
            boolean repeats = shareWeights && step > 0;
            steps.add(
                    repeats
                            ? steps.get(0)
                            : child(Integer.toString(step), new JointAttentionStep(form, dimensions, length, random)));
        }
    }

    /**
     * Attends.
     *
     * @param pass the pass
     * @param sequences X_m, (B, L, D_m) each; what stands at frames that do not exist does not matter
     * @param frames boolean, (B, L)
     */
    public Levels apply(Pass pass, List<NDArray> sequences, NDArray frames) {
        List<List<NDArray>> levels = new ArrayList<>();
        List<List<NDArray>> correlations = new ArrayList<>();
        List<NDArray> level =
                sequences.stream().map(x -> Masks.apply(x, frames)).toList();
        levels.add(level);
        for (JointAttentionStep step : steps) {
            JointAttentionStep.Attended attended = step.apply(pass, level, frames);
            level = attended.sequences();
            levels.add(level);
            correlations.add(attended.correlations());
        }
        return new Levels(levels, correlations);
    }

    /** What the steps give. */
    public static final class Levels {
        private final List<List<NDArray>> levels;
        private final List<List<NDArray>> correlations;

        private Levels(List<List<NDArray>> levels, List<List<NDArray>> correlations) {
            this.levels = List.copyOf(levels);
            this.correlations = List.copyOf(correlations);
        }

        /** Returns the attended features after the last step, (B, L, D_m) by modality, zero at frames that do not exist. */
        public List<NDArray> attended() {
            return levels.get(levels.size() - 1);
        }

        /**
         * Returns the features X_m^(0), ..., X_m^(depth) of one modality, (B, L, D_m) each.
         *
         * @param modality its index
         */
        public List<NDArray> of(int modality) {
            return levels.stream().map(level -> level.get(modality)).toList();
        }

        /**
         * Returns the correlations C_m, (B, D_m, d), by {@code step.modality}, steps from 0.
         *
         * @param names the names of the modalities
         */
        public Map<String, NDArray> correlations(List<String> names) {
            Map<String, NDArray> maps = new LinkedHashMap<>();
            for (int step = 0; step < correlations.size(); step++) {
                for (int m = 0; m < names.size(); m++) {
                    maps.put(step + "." + names.get(m), correlations.get(step).get(m));
                }
            }
            return maps;
        }
    }

    @Override
    protected NDList compute(Pass pass, NDList inputs) {
        int n = inputs.size() - 1;
        return new NDList(apply(pass, inputs.subList(0, n), inputs.get(n)).attended());
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        return List.of(inputShapes).subList(0, inputShapes.length - 1).toArray(Shape[]::new);
    }
}
