package dev.attune.datasets.avatar;

import dev.attune.datasets.avatar.Lexicon.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * What is said in a clip, and when: phrases with pauses between, whose words follow the text's parts of the truth and whose tempo follows the
 * voice's arousal.
 */
final class Speech {
    /** Most words are chosen, or most of what is said would tell nothing. */
    private static final List<String> TEMPLATES = List.of(
            "this was <adverb> <adjective>",
            "i <verb> this <adjective> <noun>",
            "what a <adjective> <noun>",
            "<adjective> and <adverb> <adjective>",
            "we had a <adjective> <noun> there",
            "that <noun> was <adverb> <adjective>",
            "i <verb> such <adjective> days",
            "it felt <adverb> <adjective>",
            "<adjective> people and a <noun>");

    /** Syllables per second of a voice that is neither calm nor excited, and how far arousal changes them. */
    private static final double TEMPO = 4.6;

    private static final double TEMPO_REACH = 1.7;

    private static final double EXCLAMATION = 0.4;

    private final Truth truth;
    private final SplittableRandom random;
    private final double end;
    private final List<SpokenWord> words = new ArrayList<>();
    private double now;

    private Speech(Truth truth, double end, SplittableRandom random) {
        this.truth = truth;
        this.end = end;
        this.random = random;
    }

    /** Makes what is said in the first seconds. */
    static List<SpokenWord> compose(Truth truth, double seconds, SplittableRandom random) {
        Speech speech = new Speech(truth, seconds - 0.1, random);
        speech.now = 0.1 + 0.3 * random.nextDouble();
        int last = -1;
        boolean room = true;
        while (room) {
            int template = random.nextInt(TEMPLATES.size() - (last < 0 ? 0 : 1));
            template += last >= 0 && template >= last ? 1 : 0; // no template twice in a row
            last = template;
            room = speech.phrase(TEMPLATES.get(template).split(" ", -1));
        }
        return List.copyOf(speech.words);
    }

    /** Speaks a phrase; returns whether there was room for all of it. */
    private boolean phrase(String[] template) {
        for (int i = 0; i < template.length; i++) {
            String text = template[i].startsWith("<") ? chosen(template[i]) : template[i];
            SpokenWord word = SpokenWord.of(text, now, 1 / tempo(now));
            if (word.end() > end) {
                return false;
            }
            agree(word);
            boolean last = i == template.length - 1;
            words.add(last ? word.followedBy(intensity(now) > EXCLAMATION ? "!" : ".") : word);
            now = word.end();
        }
        now += (1.1 + 0.7 * random.nextDouble()) / tempo(now);
        return true;
    }

    private String chosen(String slot) {
        Kind kind = Kind.valueOf(slot.substring(1, slot.length() - 1).toUpperCase(Locale.ROOT));
        return Lexicon.choose(kind, truth.shown(Modality.TEXT, Target.VALENCE, now), intensity(now), random);
    }

    private double intensity(double seconds) {
        return truth.shown(Modality.TEXT, Target.AROUSAL, seconds);
    }

    private double tempo(double seconds) {
        return TEMPO + TEMPO_REACH * truth.shown(Modality.AUDIO, Target.AROUSAL, seconds);
    }

    /** Turns the a before a vowel into an. */
    private void agree(SpokenWord next) {
        int before = words.size() - 1;
        if (before >= 0
                && words.get(before).text().equals("a")
                && "aeiou".indexOf(next.text().charAt(0)) >= 0) {
            words.set(before, words.get(before).followedBy("n"));
        }
    }

    /** Returns the syllable at a time, or null in a pause. */
    static @Nullable Syllable at(List<SpokenWord> words, double seconds) {
        for (SpokenWord word : words) {
            if (seconds < word.end()) {
                for (Syllable syllable : word.syllables()) {
                    if (seconds >= syllable.start() && seconds < syllable.end()) {
                        return syllable;
                    }
                }
                return null;
            }
        }
        return null;
    }
}
