package dev.attune.encoders.text;

import dev.attune.api.encoder.Encoder;
import dev.attune.api.encoder.EncoderInput;
import dev.attune.api.encoder.FeatureSink;
import dev.attune.api.media.Span;
import dev.attune.api.media.Word;
import dev.attune.encoders.text.Passages.Passage;
import java.util.List;
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
        int unread = 0;
        for (Passage part : Passages.of(words, model.tokens(texts), passage)) {
            float[] @Nullable [] vectors = model.vectors(texts.subList(part.readFrom(), part.readTo()));
            for (int word = part.from(); word < part.to(); word++) {
                float[] vector = vectors[word - part.readFrom()];
                if (vector == null) {
                    unread++;
                } else {
                    Span span = words.get(word).span();
                    sink.row(new Span(span.start(), Math.max(span.end(), span.start() + SHORTEST)), vector);
                }
            }
        }
        if (unread > 0) {
            sink.finding(unread + " of " + words.size() + " words mean nothing to the tokenizer and have no features");
        }
    }

    @Override
    public void close() {
        model.close();
    }
}
