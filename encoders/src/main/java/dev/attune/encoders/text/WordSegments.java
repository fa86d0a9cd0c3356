package dev.attune.encoders.text;

import dev.attune.api.media.Span;
import dev.attune.api.media.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Reads {@code .wdseg}, the word segmentation of Sphinx-3: columns {@code SFrm EFrm SegAScr Word} and a total score at the end.
 *
 * <p>Frames are 10 ms long and counted from 0; the last frame of a word is its own, so that it ends where the next begins.
 */
final class WordSegments {
    private static final double FRAMES_PER_SECOND = 100;
    private static final String TOTAL = "Total score";
    private static final Pattern VARIANT = Pattern.compile("\\(\\d+\\)$");

    private WordSegments() {}

    /** Returns the words in lower case, without silences and noises. */
    static List<Word> read(Lines lines) {
        if (lines.count() == 0 || !lines.get(0).strip().matches("SFrm\\s+EFrm\\s+SegAScr\\s+Word")) {
            throw lines.broken(0, "wanted the header SFrm EFrm SegAScr Word");
        }
        List<Word> words = new ArrayList<>();
        for (int line = 1; line < lines.count(); line++) {
            String text = lines.get(line).strip();
            if (!text.isEmpty() && !text.startsWith(TOTAL)) {
                add(words, lines, line, text.split("\\s+", -1));
            }
        }
        return words;
    }

    private static void add(List<Word> words, Lines lines, int line, String[] cells) {
        if (cells.length != 4) {
            throw lines.broken(
                    line, "found " + cells.length + " parts, wanted first frame, last frame, score and word");
        }
        int first = frame(lines, line, cells[0]);
        int last = frame(lines, line, cells[1]);
        if (first > last) {
            throw lines.broken(line, "the word begins with frame " + first + " and ends before, with " + last);
        }
        String word = VARIANT.matcher(cells[3]).replaceFirst("").toLowerCase(Locale.ROOT);
        // <s>, </s> and <sil> are silences, ++LAUGHTER++ and its like are noises.
        if (!word.startsWith("<") && !word.startsWith("++") && !word.isEmpty()) {
            words.add(new Word(word, new Span(first / FRAMES_PER_SECOND, (last + 1) / FRAMES_PER_SECOND)));
        }
    }

    private static int frame(Lines lines, int line, String text) {
        if (!text.matches("\\d{1,8}")) {
            throw lines.broken(line, "found " + text + ", wanted the number of a frame");
        }
        return Integer.parseInt(text);
    }
}
