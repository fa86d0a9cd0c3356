package dev.attune.api.encoder;

import static java.util.Objects.requireNonNull;

import dev.attune.api.PublicApi;
import dev.attune.api.media.Recording;
import dev.attune.api.media.Transcript;

/**
 * What an encoder is given.
 *
 * @param recording the clip
 * @param transcript what is said; empty unless the encoder's sense is {@link Sense#WORDS}
 * @since 0.1
 */
@PublicApi(usage = PublicApi.Usage.CALL, state = PublicApi.State.EXPERIMENTAL, since = "0.1")
public record EncoderInput(Recording recording, Transcript transcript) {
    /** Checks for null. */
    public EncoderInput {
        requireNonNull(recording, "recording is null");
        requireNonNull(transcript, "transcript is null");
    }
}
