package dev.attune.encoders.text;

import dev.attune.api.media.Span;
import dev.attune.api.media.Transcript;
import dev.attune.api.media.Word;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Gives the words of a text the times at which an aligner heard them, and those that it missed the time between their neighbours.
 *
 * <p>Aligners leave words out, mostly the first ones. What was heard is matched with the text so that as many words as possible agree
 * in their order.
 */
final class Placement {
    /** The most time that a letter takes where nothing else says how long a word is, in seconds. */
    private static final double LETTER = 0.1;

    private Placement() {}

    /**
     * Places words.
     *
     * @param words of the text, as they are written
     * @param heard those that were heard, in their order
     * @param end of the clip
     */
    static Transcript of(List<String> words, List<Word> heard, double end) {
        @Nullable Span[] spans = match(words, heard);
        WordList placed = new WordList();
        int word = 0;
        while (word < spans.length) {
            Span span = spans[word];
            if (span != null) {
                placed.add(words.get(word), span.start(), span.end());
                word++;
                continue;
            }
            int next = word;
            while (next < spans.length && spans[next] == null) {
                next++;
            }
            List<String> missing = words.subList(word, next);
            Span before = word == 0 ? null : spans[word - 1];
            Span gap = gap(missing, before, next == spans.length ? null : spans[next], end);
            placed.share(missing, gap.start(), gap.end());
            word = next;
        }
        return placed.transcript();
    }

    /** Returns the time of words that were not heard: all that lies between two, but near the only neighbour that they have. */
    private static Span gap(List<String> missing, @Nullable Span before, @Nullable Span after, double end) {
        double longest = LETTER * missing.stream().mapToInt(String::length).sum();
        if (before == null && after == null) {
            return new Span(0, Math.min(end, longest));
        }
        if (before == null) {
            double until = after == null ? end : after.start();
            return new Span(Math.max(0, until - longest), until);
        }
        double from = before.end();
        if (after == null) {
            return new Span(from, Math.max(from, Math.min(end, from + longest)));
        }
        // Where they touch, there is no time at all, and the words are where the two meet.
        return new Span(Math.min(from, after.start()), after.start());
    }

    /** Finds the longest common subsequence, and returns the span of each word that is in it. */
    private static @Nullable Span[] match(List<String> words, List<Word> heard) {
        String[] plain = words.stream().map(AlignedTranscriber::plain).toArray(String[]::new);
        String[] found = heard.stream()
                .map(word -> AlignedTranscriber.plain(word.text()))
                .toArray(String[]::new);
        int[] longer = new int[found.length + 1];
        byte[][] steps = new byte[plain.length][found.length];
        for (int i = plain.length - 1; i >= 0; i--) {
            int[] row = new int[found.length + 1];
            for (int j = found.length - 1; j >= 0; j--) {
                if (plain[i].equals(found[j])) {
                    row[j] = longer[j + 1] + 1;
                    steps[i][j] = 'm';
                } else {
                    steps[i][j] = (byte) (longer[j] >= row[j + 1] ? 'w' : 'h');
                    row[j] = Math.max(longer[j], row[j + 1]);
                }
            }
            longer = row;
        }
        @Nullable Span[] spans = new @Nullable Span[plain.length];
        int i = 0;
        int j = 0;
        while (i < plain.length && j < found.length) {
            switch (steps[i][j]) {
                case 'm' -> spans[i++] = heard.get(j++).span();
                case 'w' -> i++;
                default -> j++;
            }
        }
        return spans;
    }
}
