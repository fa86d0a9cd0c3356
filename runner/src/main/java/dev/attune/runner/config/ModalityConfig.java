package dev.attune.runner.config;

import dev.attune.api.config.Doc;
import dev.attune.api.config.Range;
import dev.attune.api.encoder.EncoderFactory;
import java.util.Locale;
import java.util.Optional;

/**
 * One modality: what encodes it, and how its rows are placed on the clock.
 *
 * @param encoder gives the rows
 * @param align how they are placed; always present
 * @param maxGap seconds over which a row may hold; present where rows do
 * @param window of which the mean is taken, instead of the frame
 */
public record ModalityConfig(
        @Beside @Doc("What turns a recording into features.")
        Selection<EncoderFactory<?>> encoder,

        @Doc(
                "How rows of features are placed on the clock; without it, mean for encoders of sound and zero for others.")
        Optional<Align> align,

        @Doc(
                "With hold, nearest and interpolate: over how many seconds without a row features are taken from its neighbours; without it, 1.")
        @Range(min = 0, max = 3600)
        Optional<Double> maxGap,

        @Doc("With mean: the window whose rows are averaged for a frame, instead of the time to the next frame.")
        Optional<LookConfig> window) {
    private static final double USUAL_GAP = 1;

    /** Fills in what suits the encoder, and checks that a gap and a window have a use. */
    public ModalityConfig {
        Align chosen = align.orElse(Align.of(encoder.factory().sense()));
        align = Optional.of(chosen);
        if (window.isPresent() && chosen != Align.MEAN) {
            throw idle("a window", "mean", chosen);
        }
        boolean holds = chosen != Align.MEAN && chosen != Align.ZERO && chosen != Align.FIRST;
        if (maxGap.isPresent() && !holds) {
            throw idle("a max-gap", "hold, nearest or interpolate", chosen);
        }
        maxGap = holds ? Optional.of(maxGap.orElse(USUAL_GAP)) : Optional.empty();
    }

    private static IllegalArgumentException idle(String what, String wanted, Align found) {
        return new IllegalArgumentException("found " + what + ", which goes with align: " + wanted + ", and align: "
                + found.name().toLowerCase(Locale.ROOT) + "; leave one of them out");
    }

    /** Returns over how many seconds a row may hold. */
    public double gap() {
        return maxGap.orElse(0.0);
    }

    /** Returns how rows are placed. */
    public Align placement() {
        return align.orElseThrow();
    }
}
