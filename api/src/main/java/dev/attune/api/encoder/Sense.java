package dev.attune.api.encoder;

import dev.attune.api.PublicApi;

/**
 * What an encoder attends to.
 *
 * @since 0.1
 */
@PublicApi(usage = PublicApi.Usage.CALL, state = PublicApi.State.EXPERIMENTAL, since = "0.1")
public enum Sense {
    /** The pictures of a recording. */
    PICTURES,
    /** Its sound. */
    SOUND,
    /** Its words; only then is it transcribed. */
    WORDS
}
