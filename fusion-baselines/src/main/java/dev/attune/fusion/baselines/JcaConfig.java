package dev.attune.fusion.baselines;

import static java.util.Objects.requireNonNull;

import dev.attune.api.config.DefaultValue;
import dev.attune.api.config.Doc;
import dev.attune.api.config.Range;
import dev.attune.api.config.Width;
import java.util.Optional;

/**
 * Options of joint cross-attention.
 *
 * <p>Options that belong to one variant are absent by default and refused in the other.
 *
 * @param variant which of the two published models
 * @param steps how many are stacked, 1 to 16; variant cvprw-2022 has 1
 * @param dropout probability of dropping an element of the correlation and of the attended features, 0 to 0.95; variant
 *     journal only, where it is 0.6 when absent
 * @param width features that each modality is encoded to, 1 to 65536; variant cvprw-2022 only, where it is 128 when
 *     absent
 * @param hidden rows of H, 1 to 65536; variant cvprw-2022 only, where it is 32 when absent
 * @param sequenceLength frames per window; the experiment's window length when absent
 * @since 0.1
 */
public record JcaConfig(
        @DefaultValue("journal") @Doc("Which published model: journal (TBIOM 2023) or cvprw-2022.")
        Variant variant,

        @DefaultValue("1") @Range(min = 1, max = 16) @Doc("How many attention steps are stacked; cvprw-2022 has 1.")
        int steps,

        @Range(min = 0, max = Options.MOST_DROPOUT)
        @Doc("Probability of dropping an element of correlation and attended features; journal only, there 0.6.")
        Optional<Double> dropout,

        @Range(min = 1, max = Options.WIDEST)
        @Doc("Features that each modality is encoded to; cvprw-2022 only, there 128.")
        @Width
        Optional<Integer> width,

        @Range(min = 1, max = Options.WIDEST)
        @Doc("Hidden features that the correlation is mapped to; cvprw-2022 only, there 32.")
        @Width
        Optional<Integer> hidden,

        @Range(min = 1) @Doc("Frames per window that the weights over time are made for; by default the window length.")
        Optional<Integer> sequenceLength) {
    private static final double PUBLISHED_DROPOUT = 0.6;
    private static final int PUBLISHED_WIDTH = 128;
    private static final int PUBLISHED_HIDDEN = 32;

    /** Checks ranges, and that no option of the other variant is set. */
    public JcaConfig {
        requireNonNull(variant, "variant is null");
        Options.checkBetween("steps", steps, 1, 16);
        dropout.ifPresent(Options::checkDropout);
        width.ifPresent(value -> Options.checkBetween("width", value, 1, Options.WIDEST));
        hidden.ifPresent(value -> Options.checkBetween("hidden", value, 1, Options.WIDEST));
        sequenceLength.ifPresent(value -> Options.checkBetween("sequence-length", value, 1, Integer.MAX_VALUE));
        if (variant == Variant.JOURNAL) {
            checkAbsent("width", width, "cvprw-2022", "journal");
            checkAbsent("hidden", hidden, "cvprw-2022", "journal");
        } else {
            checkAbsent("dropout", dropout, "journal", "cvprw-2022");
            if (steps != 1) {
                throw new IllegalArgumentException(
                        "steps must be 1 in variant cvprw-2022, found " + steps + "; variant journal can be stacked");
            }
        }
    }

    /** Which published model. */
    public enum Variant {
        /** The code of the TBIOM journal paper: a projected joint representation, biases, dropout, any steps. */
        JOURNAL,
        /** The code of the CVPRW 2022 paper: encoders, the unprojected joint representation, no biases, one step. */
        CVPRW_2022
    }

    private static void checkAbsent(String name, Optional<?> option, String owner, String variant) {
        if (option.isPresent()) {
            throw new IllegalArgumentException(name + " belongs to variant " + owner + " but the variant is " + variant
                    + ", found " + name + ' ' + option.get() + "; leave it out or change the variant");
        }
    }

    double dropoutOrPublished() {
        return dropout.orElse(PUBLISHED_DROPOUT);
    }

    int widthOrPublished() {
        return width.orElse(PUBLISHED_WIDTH);
    }

    int hiddenOrPublished() {
        return hidden.orElse(PUBLISHED_HIDDEN);
    }
}
