package dev.attune.api.media;

import static java.util.Objects.requireNonNull;

import dev.attune.api.PublicApi;

/**
 * A word that somebody said.
 *
 * @param text as it is written, with the punctuation that follows it
 * @param span when it was said
 * @since 0.1
 */
@PublicApi(usage = PublicApi.Usage.CALL, state = PublicApi.State.EXPERIMENTAL, since = "0.1")
public record Word(String text, Span span) {
    /** Checks that there is a text. */
    public Word {
        requireNonNull(text, "text is null");
        requireNonNull(span, "span is null");
        if (text.isBlank()) {
            throw new IllegalArgumentException("a word needs a text, found a blank one at " + span.start() + " s");
        }
    }
}
