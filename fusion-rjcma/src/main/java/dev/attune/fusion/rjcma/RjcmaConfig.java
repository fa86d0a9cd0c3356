package dev.attune.fusion.rjcma;

import static java.util.Objects.requireNonNull;

import dev.attune.api.config.DefaultValue;
import dev.attune.api.config.Doc;
import dev.attune.api.config.Range;
import java.util.Optional;

/**
 * Options of {@link Rjcma}.
 *
 * <p>The paper and the code that its authors published differ. {@code variant} picks one of the two as a whole; each other option
 * replaces one of its choices, so that every difference can be studied on its own:
 *
 * <table>
 * <caption>What the variants stand for</caption>
 * <tr><th>option</th><th>{@code paper}</th><th>{@code reference-code}</th></tr>
 * <tr><td>{@code depth}</td><td>3</td><td>2</td></tr>
 * <tr><td>{@code joint-projection}</td><td>true</td><td>false</td></tr>
 * <tr><td>{@code share-weights}</td><td>false</td><td>false</td></tr>
 * <tr><td>{@code hidden-tanh}</td><td>false</td><td>true</td></tr>
 * <tr><td>{@code output-relu}</td><td>false</td><td>true</td></tr>
 * <tr><td>{@code output-dropout}</td><td>0</td><td>0.6</td></tr>
 * <tr><td>{@code dropout}</td><td>0</td><td>0.6</td></tr>
 * <tr><td>{@code biases}</td><td>false</td><td>true</td></tr>
 * </table>
 *
 * @param variant whose choices hold where no other option is given
 * @param depth how often attended features are fed back, N; 0 leaves plain concatenation
 * @param jointProjection whether a linear map gives the joint representation, as in equation (1), or plain concatenation
 * @param shareWeights whether all steps use the same weights
 * @param hiddenTanh whether tanh comes before the ReLU of equations (5) to (7)
 * @param outputRelu whether ReLU comes after W_hm in equations (8) to (13)
 * @param outputDropout probability of dropping an element of what is added to X_m
 * @param dropout probability of dropping an element of C_m
 * @param biases whether W_jm, W_cm and W_hm come with biases; the joint projection always does
 * @param sequenceLength frames per window that W_jm is built for
 * @since 0.1
 */
public record RjcmaConfig(
        @Doc("Whose choices hold where no other option is given: those of the paper or those of the published code.")
        @DefaultValue("paper")
        Variant variant,

        @Doc(
                "How often attended features are fed back; 0 is plain concatenation. By default 3 (paper) or 2 (reference-code).")
        @Range(min = 0, max = 16)
        Optional<Integer> depth,

        @Doc(
                "Whether a linear map gives the joint representation, not plain concatenation. By default only in the paper.")
        Optional<Boolean> jointProjection,

        @Doc("Whether all steps use the same weights. By default in neither variant.")
        Optional<Boolean> shareWeights,

        @Doc("Whether tanh comes before the ReLU of the hidden representation. By default only in the reference-code.")
        Optional<Boolean> hiddenTanh,

        @Doc("Whether ReLU comes after the output map of a step. By default only in the reference-code.")
        Optional<Boolean> outputRelu,

        @Doc(
                "Probability of dropping an element after the output map of a step. By default 0 (paper) or 0.6 (reference-code).")
        @Range(min = 0, max = 0.95)
        Optional<Double> outputDropout,

        @Doc("Probability of dropping an element of the correlation. By default 0 (paper) or 0.6 (reference-code).")
        @Range(min = 0, max = 0.95)
        Optional<Double> dropout,

        @Doc(
                "Whether all linear maps have biases, not only the joint projection. By default only in the reference-code.")
        Optional<Boolean> biases,

        @Doc(
                "Frames per window that the attention is built for. By default the window length of the data, from which it must not differ.")
        @Range(min = 1, max = 1_000_000)
        Optional<Integer> sequenceLength) {
    private static final int MAX_DEPTH = 16;

    /** Whose choices hold. */
    public enum Variant {
        /** Equations (1) to (14) of the paper. */
        PAPER,
        /** The code that the authors published. */
        REFERENCE_CODE
    }

    /** Checks ranges. */
    public RjcmaConfig {
        requireNonNull(variant, "variant is null");
        requireNonNull(jointProjection, "jointProjection is null");
        requireNonNull(shareWeights, "shareWeights is null");
        requireNonNull(hiddenTanh, "hiddenTanh is null");
        requireNonNull(outputRelu, "outputRelu is null");
        requireNonNull(biases, "biases is null");
        requireNonNull(depth, "depth is null").ifPresent(value -> {
            if (value < 0 || value > MAX_DEPTH) {
                throw new IllegalArgumentException("depth must be between 0 and " + MAX_DEPTH + ", found " + value);
            }
        });
        checkProbability("output-dropout", requireNonNull(outputDropout, "outputDropout is null"));
        checkProbability("dropout", requireNonNull(dropout, "dropout is null"));
        requireNonNull(sequenceLength, "sequenceLength is null").ifPresent(value -> {
            if (value < 1) {
                throw new IllegalArgumentException("sequence-length must be at least 1, found " + value);
            }
        });
    }

    private static void checkProbability(String option, Optional<Double> probability) {
        probability.ifPresent(value -> {
            if (!(value >= 0 && value <= 0.95)) {
                throw new IllegalArgumentException(option + " must be between 0 and 0.95, found " + value);
            }
        });
    }

    /**
     * Makes options that follow a variant in everything.
     *
     * @param variant whose choices hold
     */
    public static RjcmaConfig of(Variant variant) {
        return new RjcmaConfig(
                variant,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /**
     * Returns these options with another depth.
     *
     * @param steps from 0 to 16
     */
    public RjcmaConfig withDepth(int steps) {
        return new RjcmaConfig(
                variant,
                Optional.of(steps),
                jointProjection,
                shareWeights,
                hiddenTanh,
                outputRelu,
                outputDropout,
                dropout,
                biases,
                sequenceLength);
    }
}
