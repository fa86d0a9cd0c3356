package dev.attune.api.media;

import static java.util.Objects.requireNonNull;

import dev.attune.api.PublicApi;
import java.util.List;

/**
 * What is said in a recording, word by word.
 *
 * @param words in the order of their beginnings
 * @since 0.1
 */
@PublicApi(usage = PublicApi.Usage.CALL, state = PublicApi.State.EXPERIMENTAL, since = "0.1")
public record Transcript(List<Word> words) {
    /** The transcript of a recording in which nobody speaks. */
    public static final Transcript EMPTY = new Transcript(List.of());

    /** Copies the list and checks its order. */
    public Transcript {
        words = List.copyOf(requireNonNull(words, "words is null"));
        for (int i = 1; i < words.size(); i++) {
            if (words.get(i).span().start() < words.get(i - 1).span().start()) {
                throw new IllegalArgumentException("words must be in the order of their beginnings, found "
                        + words.get(i) + " after " + words.get(i - 1));
            }
        }
    }
}
