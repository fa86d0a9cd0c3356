package dev.attune.encoders.text;

import dev.attune.api.encoder.Encoder;
import dev.attune.api.encoder.EncoderInput;
import dev.attune.api.encoder.FeatureSink;
import dev.attune.api.media.Span;
import dev.attune.api.media.Word;
import dev.attune.encoders.text.Passages.Passage;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Gives a row for each word, over the time in which it is said. */
final class WordEncoder implements Encoder {
    /** Some aligners give short words no time at all. */
    private static final double SHORTEST = 0.01;

    private final TokenModel model;
    private final int passage;

    WordEncoder(TokenModel model, int passage) {
        this.model = model;
        this.passage = passage;
    }

    @Override
    public int outputs() {
        return model.outputs();
    }

    @Override
    public void encode(EncoderInput input, FeatureSink sink) {
        List<Word> words = input.transcript().words();
        if (words.isEmpty()) {
            return;
        }
        List<String> texts = words.stream().map(Word::text).toList();
        double end = input.recording().timeline().end();
        int unread = 0;
        int outside = 0;
        for (Passage part : Passages.of(words, model.tokens(texts), passage)) {
            float[] @Nullable [] vectors = model.vectors(texts.subList(part.readFrom(), part.readTo()));
            for (int word = part.from(); word < part.to(); word++) {
                float[] vector = vectors[word - part.readFrom()];
                Span span = within(words.get(word).span(), end);
                if (span == null) {
                    outside++;
                } else if (vector == null) {
                    unread++;
                } else {
                    sink.row(span, vector);
                }
            }
        }
        if (unread > 0) {
            sink.finding(unread + " of " + words.size() + " words mean nothing to the tokenizer and have no features");
        }
        if (outside > 0) {
            sink.finding(String.format(
                    Locale.ROOT,
                    "%d of %d words are not said within the clip, which ends at %.2f s, and have no features; "
                            + "see whether the transcript is of this clip",
                    outside,
                    words.size(),
                    end));
        }
    }

    /**
     * Returns the time of a word within the clip: transcripts go on where a clip was cut off, and round to more than its length.
     *
     * @return null if there is none
     */
    private static @Nullable Span within(Span said, double end) {
        double from = Math.max(0, said.start());
        double to = Math.min(end, Math.max(said.end(), said.start() + SHORTEST));
        return from < to ? new Span(from, to) : null;
    }

    @Override
    public void close() {
        model.close();
    }
}
