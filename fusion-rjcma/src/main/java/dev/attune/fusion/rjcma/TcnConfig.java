package dev.attune.fusion.rjcma;

import dev.attune.api.config.DefaultValue;
import dev.attune.api.config.Doc;
import dev.attune.api.config.Range;
import dev.attune.api.config.Width;
import java.util.List;

/**
 * Options of {@link Tcn}.
 *
 * @param channels features per frame after each level, the first level first
 * @param kernel frames that one convolution sees
 * @param dropout probability of dropping an element after each convolution
 * @param norm whether the output is normalised over the frames of a batch
 * @since 0.1
 */
public record TcnConfig(
        @Doc(
                "Features per frame after each level, the first level first; level i has dilation 2 to the i, counted from 0.")
        @DefaultValue("[256, 256, 128, 128]")
        @Range(min = 1, max = 65_536)
        @Width
        List<Integer> channels,

        @Doc("Frames that one convolution sees.") @DefaultValue("5") @Range(min = 1, max = 1024)
        int kernel,

        @Doc("Probability of dropping an element after each convolution.")
        @DefaultValue("0.1")
        @Range(min = 0, max = 0.95)
        double dropout,

        @Doc("Whether each feature of the output is normalised over the existing frames of a batch.")
        @DefaultValue("true")
        boolean norm) {
    private static final int MAX_LEVELS = 16;

    /** Copies the list and checks ranges. */
    public TcnConfig {
        channels = List.copyOf(channels);
        if (channels.isEmpty() || channels.size() > MAX_LEVELS) {
            throw new IllegalArgumentException(
                    "channels must have between 1 and " + MAX_LEVELS + " levels, found " + channels.size());
        }
        for (int width : channels) {
            if (width < 1) {
                throw new IllegalArgumentException("each of channels must be at least 1, found " + width);
            }
        }
        if (kernel < 1 || kernel > 1024) {
            throw new IllegalArgumentException("kernel must be between 1 and 1024, found " + kernel);
        }
        if (!(dropout >= 0 && dropout <= 0.95)) {
            throw new IllegalArgumentException("dropout must be between 0 and 0.95, found " + dropout);
        }
    }
}
