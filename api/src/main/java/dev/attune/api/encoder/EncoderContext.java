package dev.attune.api.encoder;

import static java.util.Objects.requireNonNull;

import dev.attune.api.PublicApi;

/**
 * What an encoder may use.
 *
 * @param models gives model files
 * @param threads how many threads it may keep busy, at least 1
 * @since 0.1
 */
@PublicApi(usage = PublicApi.Usage.CALL, state = PublicApi.State.EXPERIMENTAL, since = "0.1")
public record EncoderContext(Models models, int threads) {
    /** Checks the number. */
    public EncoderContext {
        requireNonNull(models, "models is null");
        if (threads < 1) {
            throw new IllegalArgumentException("threads must be at least 1, found " + threads);
        }
    }
}
