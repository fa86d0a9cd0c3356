package dev.attune.encoders.text;

import dev.attune.api.media.Span;
import dev.attune.api.media.Transcript;
import dev.attune.api.media.Word;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects words, in whatever order they come. */
final class WordList {
    private final List<Word> words = new ArrayList<>();

    /** Splits a text at its blanks; marks that stand alone join the word before them, or go if there is none. */
    static List<String> split(String text) {
        List<String> words = new ArrayList<>();
        for (String part : text.strip().split("[\\s\\u00A0]+", -1)) {
            if (part.codePoints().anyMatch(Character::isLetterOrDigit)) {
                words.add(part);
            } else if (!words.isEmpty() && part.matches("[.,!?;:…]+")) {
                words.set(words.size() - 1, words.get(words.size() - 1) + part);
            }
        }
        return words;
    }

    void add(String text, double start, double end) {
        String stripped = text.strip();
        if (!stripped.isEmpty()) {
            words.add(new Word(stripped, new Span(start, end)));
        }
    }

    /** Adds the words of a text, each of which has a share of the time by its letters. */
    void share(String text, double start, double end) {
        share(split(text), start, end);
    }

    void share(List<String> parts, double start, double end) {
        double letters = parts.stream().mapToInt(String::length).sum();
        double before = 0;
        for (String part : parts) {
            double from = start + (end - start) * before / letters;
            before += part.length();
            add(part, from, start + (end - start) * before / letters);
        }
    }

    Transcript transcript() {
        List<Word> ordered = new ArrayList<>(words);
        ordered.sort(Comparator.comparingDouble(word -> word.span().start()));
        return new Transcript(ordered);
    }
}
