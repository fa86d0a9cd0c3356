package dev.attune.encoders.sound;

import static java.util.Objects.requireNonNull;

import dev.attune.api.config.DefaultValue;
import dev.attune.api.config.Doc;
import dev.attune.api.config.Range;

/**
 * Options of log-mel features.
 *
 * @param mels bands
 * @param patch frames of a patch; 0 for a row each 10 ms
 * @param patchAt where a patch lies
 * @since 0.1
 */
public record LogMelConfig(
        @Doc("The number of mel bands between 125 and 7500 Hz.") @DefaultValue("64") @Range(min = 1, max = 128)
        int mels,

        @Doc(
                "0 for one row each 10 ms; or how many rows of 10 ms are laid side by side for each frame of the clip (the paper: 96).")
        @DefaultValue("0")
        @Range(min = 0, max = 1000)
        int patch,

        @Doc(
                "Whether a patch begins at the time of its frame (ahead, as in the paper) or has it in its middle (centre); only with a patch.")
        @DefaultValue("ahead")
        PatchAt patchAt) {
    /** Refuses a place of patches where there are none. */
    public LogMelConfig {
        requireNonNull(patchAt, "patchAt is null");
        if (patch == 0 && patchAt != PatchAt.AHEAD) {
            throw new IllegalArgumentException(
                    "patch-at is used with a patch only, found centre and patch 0; give the length of a patch, or leave patch-at out");
        }
    }
}
