package dev.attune.datasets.avatar;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** English words by how pleasant and how intense what they say is, each graded from -2 to 2 by hand. */
final class Lexicon {
    /** A greatest grade; grades are divided by it. */
    private static final double GRADES = 2;

    /** Keeps the choice from always falling on the same of two words that fit. */
    private static final double INDIFFERENCE = 0.08;

    /** Kinds of words that templates ask for. */
    enum Kind {
        /** Both grades count. */
        ADJECTIVE,
        /** Only the intensity counts. */
        ADVERB,
        /** What somebody does to something. */
        VERB,
        /** Something. */
        NOUN
    }

    /** A word and its grades in [-1, 1]. */
    private record Entry(String word, double sentiment, double intensity) {}

    // Few words, so that each is said often: a corpus of minutes has to teach them.
    private static final List<Entry> ADJECTIVES = entries(
            "thrilling 2 2, wonderful 2 1, lovely 2 0, gentle 2 -1, serene 2 -2, exciting 1 2, happy 1 1, nice 1 0, easy 1 -1,"
                    + " calm 1 -2, astonishing 0 2, surprising 0 1, usual 0 0, slow 0 -1, still 0 -2, frantic -1 2, tense -1 1,"
                    + " bad -1 0, dull -1 -1, sleepy -1 -2, terrifying -2 2, awful -2 1, terrible -2 0, sad -2 -1, hopeless -2 -2");

    private static final List<Entry> ADVERBS =
            entries("slightly 0 -2, mildly 0 -2, rather 0 -1, quite 0 0, extremely 0 1, insanely 0 2, wildly 0 2");

    private static final List<Entry> VERBS = entries(
            "loathe -2 2, hate -2 0, dread -1 1, regret -1 -1, notice 0 0, enjoy 1 1, like 1 -1, adore 2 2, love 2 0");

    private static final List<Entry> NOUNS = entries(
            "nightmare -2 2, disaster -2 1, tragedy -2 -1, grave -2 -2, mess -1 1, chore -1 -1, race 0 2, thing 0 0,"
                    + " nap 0 -2, party 1 2, idea 1 0, rest 1 -2, miracle 2 2, gift 2 1, treasure 2 0, blessing 2 -1");

    private Lexicon() {}

    /**
     * Chooses a word that nearly fits.
     *
     * @param kind of which kind
     * @param sentiment from -1 to 1
     * @param intensity from -1 to 1
     */
    static String choose(Kind kind, double sentiment, double intensity, SplittableRandom random) {
        String best = "";
        double least = Double.POSITIVE_INFINITY;
        for (Entry entry : of(kind)) {
            double distance = square(intensity - entry.intensity()) + INDIFFERENCE * random.nextDouble();
            if (kind != Kind.ADVERB) {
                distance += square(sentiment - entry.sentiment());
            }
            if (distance < least) {
                least = distance;
                best = entry.word();
            }
        }
        return best;
    }

    private static List<Entry> of(Kind kind) {
        return switch (kind) {
            case ADJECTIVE -> ADJECTIVES;
            case ADVERB -> ADVERBS;
            case VERB -> VERBS;
            case NOUN -> NOUNS;
        };
    }

    private static double square(double value) {
        return value * value;
    }

    private static List<Entry> entries(String text) {
        List<Entry> entries = new ArrayList<>();
        for (String graded : text.split(",", -1)) {
            String[] fields = graded.strip().split(" ", -1);
            entries.add(
                    new Entry(fields[0], Integer.parseInt(fields[1]) / GRADES, Integer.parseInt(fields[2]) / GRADES));
        }
        return List.copyOf(entries);
    }
}
