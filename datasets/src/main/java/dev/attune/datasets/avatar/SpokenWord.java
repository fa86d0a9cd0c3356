package dev.attune.datasets.avatar;

import dev.attune.datasets.avatar.Syllable.Onset;
import dev.attune.datasets.avatar.Syllable.Vowel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A word with its times.
 *
 * @param text as it is written, with the punctuation that follows
 * @param syllables one after the other
 */
record SpokenWord(String text, List<Syllable> syllables) {
    /** Copies the list. */
    SpokenWord {
        syllables = List.copyOf(syllables);
        if (syllables.isEmpty()) {
            throw new IllegalArgumentException("a word needs a syllable, found none in " + text);
        }
    }

    /** Speaks a word, its syllables of equal length. */
    static SpokenWord of(String word, double start, double secondsPerSyllable) {
        List<Syllable> syllables = new ArrayList<>();
        String letters = word.toLowerCase(Locale.ROOT);
        int from = 0;
        for (int nucleus : nuclei(letters)) {
            double begin = start + syllables.size() * secondsPerSyllable;
            Onset onset = nucleus > from ? Onset.of(letters.charAt(nucleus - 1)) : Onset.SMOOTH;
            Vowel vowel = Vowel.of(letters.charAt(nucleus));
            syllables.add(new Syllable(begin, begin + secondsPerSyllable, onset, vowel));
            from = nucleus + 1;
        }
        return new SpokenWord(word, syllables);
    }

    /** Finds the vowels that a word is spoken with: the first of each group of vowels, without a mute e at the end. */
    private static List<Integer> nuclei(String letters) {
        List<Integer> found = new ArrayList<>();
        for (int i = 0; i < letters.length(); i++) {
            boolean starts = isVowel(letters.charAt(i)) && (i == 0 || !isVowel(letters.charAt(i - 1)));
            boolean mute = letters.charAt(i) == 'e' && i == letters.length() - 1 && !found.isEmpty();
            if (starts && !mute) {
                found.add(i);
            }
        }
        return found.isEmpty() ? List.of(0) : found;
    }

    private static boolean isVowel(char letter) {
        return "aeiouy".indexOf(letter) >= 0;
    }

    /** Returns the same sounds written with something behind. */
    SpokenWord followedBy(String punctuation) {
        return new SpokenWord(text + punctuation, syllables);
    }

    double start() {
        return syllables.get(0).start();
    }

    double end() {
        return syllables.get(syllables.size() - 1).end();
    }
}
