package dev.attune.encoders.text;

import dev.attune.api.media.Word;
import java.util.ArrayList;
import java.util.List;

/**
 * Parts a long transcript into passages that a model can read at once: as many whole sentences as fit, with some words round them.
 *
 * <p>A sentence ends at a full stop, or where nobody speaks for a while. One that does not fit is cut.
 */
final class Passages {
    private static final double PAUSE = 0.8;
    private static final int CONTEXT = 50;

    private Passages() {}

    /**
     * The words that are read together, and those of them that get vectors.
     *
     * @param from the first that gets one
     * @param to after the last
     * @param readFrom the first that is read
     * @param readTo after the last
     */
    record Passage(int from, int to, int readFrom, int readTo) {}

    /**
     * Parts a transcript.
     *
     * @param tokens of each word
     * @param most tokens of what gets vectors
     */
    static List<Passage> of(List<Word> words, int[] tokens, int most) {
        List<Passage> passages = new ArrayList<>();
        int from = 0;
        while (from < words.size()) {
            int to = end(words, tokens, from, most);
            int before = from;
            for (int room = CONTEXT; before > 0 && tokens[before - 1] <= room; before--) {
                room -= tokens[before - 1];
            }
            int after = to;
            for (int room = CONTEXT; after < tokens.length && tokens[after] <= room; after++) {
                room -= tokens[after];
            }
            passages.add(new Passage(from, to, before, after));
            from = to;
        }
        return passages;
    }

    /** Returns where the last sentence that fits ends; where none does, after the last word that fits, but at least one. */
    private static int end(List<Word> words, int[] tokens, int from, int most) {
        int sentence = from;
        int sum = 0;
        int word = from;
        while (word < tokens.length && (word == from || sum + tokens[word] <= most)) {
            sum += tokens[word];
            word++;
            if (ends(words, word)) {
                sentence = word;
            }
        }
        return sentence > from ? sentence : word;
    }

    private static boolean ends(List<Word> words, int next) {
        if (next == words.size()) {
            return true;
        }
        Word last = words.get(next - 1);
        return last.text().matches(".*[.!?…][\"'”’)\\]]*")
                || words.get(next).span().start() - last.span().end() > PAUSE;
    }
}
