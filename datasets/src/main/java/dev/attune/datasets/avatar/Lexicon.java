package dev.attune.datasets.avatar;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** English words by how pleasant and how intense what they say is, each graded from -3 to 3 by hand. */
final class Lexicon {
    /** A greatest grade; grades are divided by it. */
    private static final double GRADES = 3;

    /** Keeps the choice from always falling on the same of two words that fit. */
    private static final double INDIFFERENCE = 0.25;

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

    private static final List<Entry> ADJECTIVES = entries("thrilling 3 3, ecstatic 3 3, amazing 3 2, fantastic 3 2,"
            + " wonderful 3 1, delightful 3 0, lovely 3 0, beautiful 3 -1, blissful 3 -2, serene 3 -3,"
            + " exciting 2 3, lively 2 2, cheerful 2 1, happy 2 1, pleasant 2 0, nice 2 0, comfortable 2 -1, gentle 2 -2,"
            + " peaceful 2 -3, electric 1 3, bold 1 2, interesting 1 1, decent 1 0, fine 1 0, easy 1 -1, calm 1 -2, quiet 1 -3,"
            + " astonishing 0 3, surprising 0 2, different 0 1, usual 0 0, ordinary 0 -1, slow 0 -2, still 0 -3,"
            + " frantic -1 3, tense -1 2, odd -1 1, mediocre -1 0, bland -1 -1, dull -1 -2, sleepy -1 -3,"
            + " alarming -2 3, annoying -2 2, upsetting -2 1, bad -2 0, boring -2 -1, dreary -2 -2, lifeless -2 -3,"
            + " terrifying -3 3, horrifying -3 3, disgusting -3 2, furious -3 2, awful -3 1, terrible -3 0, miserable -3 -1,"
            + " sad -3 -1, depressing -3 -2, hopeless -3 -3");

    private static final List<Entry> ADVERBS = entries(
            "slightly 0 -3, mildly 0 -3, somewhat 0 -2, rather 0 -1, fairly 0 -1,"
                    + " quite 0 0, pretty 0 0, really 0 1, very 0 1, extremely 0 2, absolutely 0 2, insanely 0 3, wildly 0 3");

    private static final List<Entry> VERBS = entries(
            "loathe -3 2, hate -3 1, dread -2 2, dislike -2 0, regret -2 -1,"
                    + " doubt -1 0, expect 0 1, notice 0 0, accept 0 -1, respect 1 0, like 1 1, enjoy 2 0, cherish 3 -1, love 3 1, adore 3 2");

    private static final List<Entry> NOUNS = entries("nightmare -3 3, catastrophe -3 2, disaster -3 1, tragedy -3 -1,"
            + " grave -3 -3, fight -2 3, mess -2 1, problem -2 0, burden -2 -2, noise -1 3, chore -1 -1, yawn -1 -3, race 0 3,"
            + " change 0 1, thing 0 0, plan 0 -1, evening 0 -2, nap 1 -3, idea 1 1, adventure 2 3, party 2 2, treat 2 1, gift 2 0,"
            + " holiday 2 -1, rest 2 -3, miracle 3 3, triumph 3 2, joy 3 1, treasure 3 0, blessing 3 -2");

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
