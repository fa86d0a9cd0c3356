package dev.attune.runner.config;

import dev.attune.api.config.DefaultValue;
import dev.attune.api.config.Doc;
import dev.attune.api.config.Range;
import dev.attune.api.encoder.EncoderFactory;
import java.util.Optional;

/**
 * One modality: what encodes it, and how its rows are placed on the clock.
 *
 * @param encoder gives the rows
 * @param align how they are placed; always present
 * @param maxGap seconds over which a row may hold
 * @param window of which the mean is taken, instead of the frame
 */
public record ModalityConfig(
        @Beside @Doc("What turns a recording into features.")
        Selection<EncoderFactory<?>> encoder,

        @Doc(
                "How rows of features are placed on the clock; without it, mean for encoders of sound and zero for others.")
        Optional<Align> align,

        @Doc(
                "With hold, nearest and interpolate: over how many seconds without a row features are taken from its neighbours.")
        @DefaultValue("1.0")
        @Range(min = 0, max = 3600)
        double maxGap,

        @Doc("With mean: the window whose rows are averaged for a frame, instead of the time to the next frame.")
        Optional<LookConfig> window) {
    /** Fills in what suits the encoder, and checks that a window has a use. */
    public ModalityConfig {
        Align chosen = align.orElse(Align.of(encoder.factory().sense()));
        align = Optional.of(chosen);
        if (window.isPresent() && chosen != Align.MEAN) {
            throw new IllegalArgumentException("found a window, which goes with align: mean, and align: "
                    + chosen.name().toLowerCase(java.util.Locale.ROOT) + "; leave one of them out");
        }
    }

    /** Returns how rows are placed. */
    public Align placement() {
        return align.orElseThrow();
    }
}
