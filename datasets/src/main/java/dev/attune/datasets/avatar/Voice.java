package dev.attune.datasets.avatar;

import dev.attune.datasets.avatar.Syllable.Onset;
import dev.attune.datasets.avatar.Syllable.Vowel;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Speaks: pulses of a glottis through three resonators in a row (Klatt 1980), with noise for consonants that hiss or burst.
 *
 * <p>The voice's part of arousal sets pitch, loudness and, through {@link Speech}, tempo; its part of valence sets the timbre: a pleased
 * voice is brighter, and its resonances higher, as a smile makes them.
 */
final class Voice {
    /** Samples per second. */
    static final int RATE = 16_000;

    /** Samples for which pitch, loudness and resonances stay as they are. */
    private static final int BLOCK = 80;

    private static final double OCTAVES_OF_AROUSAL = 0.55;
    private static final double DECIBELS_OF_AROUSAL = 9;
    private static final double LOUDEST = 0.32;
    private static final double OCTAVES_OF_BRIGHTNESS = 1.7;
    private static final double NEUTRAL_BRIGHTNESS = 1_200;
    private static final double LOUD_FREQUENCY = 500;
    private static final double NEUTRAL_TAKEN = 1.17;
    private static final double SMILE_ON_RESONANCES = 0.1;
    private static final double[] BANDWIDTHS = {80, 110, 160};

    /** Seconds in which the mouth goes half of the way from one vowel to the next, nearly. */
    private static final double GLIDE = 0.02;

    private static final double CONSONANT = 0.06;
    private static final double ROOM = 0.0015;
    private static final float[] PULSE = pulse(1024);

    private final Speaker speaker;
    private final Truth truth;
    private final SplittableRandom random;
    private final double[] resonances = new double[BANDWIDTHS.length];
    private final Resonator[] resonators = new Resonator[BANDWIDTHS.length];
    private double phase;
    private double flow;
    private double softened;
    private double twiceSoftened;
    private double hissBefore;

    Voice(Speaker speaker, Truth truth, SplittableRandom random) {
        this.speaker = speaker;
        this.truth = truth;
        this.random = random;
        for (int i = 0; i < resonators.length; i++) {
            resonances[i] = Vowel.E.resonance(i);
            resonators[i] = new Resonator();
        }
    }

    /** Speaks words; returns samples in [-1, 1] from time 0 on. */
    float[] speak(List<SpokenWord> words, int samples) {
        float[] sound = new float[samples];
        for (int from = 0; from < samples; from += BLOCK) {
            double seconds = (double) from / RATE;
            block(sound, from, Math.min(samples, from + BLOCK), seconds, Speech.at(words, seconds));
        }
        return sound;
    }

    private void block(float[] sound, int from, int to, double seconds, @Nullable Syllable syllable) {
        double arousal = truth.shown(Modality.AUDIO, Target.AROUSAL, seconds);
        double valence = truth.shown(Modality.AUDIO, Target.VALENCE, seconds);
        tune(syllable, valence);
        double voiced = 0;
        double hiss = ROOM;
        if (syllable != null) {
            double loudness = LOUDEST * StrictMath.pow(10, DECIBELS_OF_AROUSAL * (arousal - 1) / 20);
            voiced = loudness * syllable.strength(seconds);
            double sinceOnset = seconds - syllable.start();
            if (syllable.onset() != Onset.SMOOTH && sinceOnset < CONSONANT) {
                boolean burst = syllable.onset() == Onset.BURST;
                voiced *= 0.1;
                hiss += loudness * (burst ? (sinceOnset > 0.7 * CONSONANT ? 0.2 : 0) : 0.1);
            }
        }
        double octaves = OCTAVES_OF_AROUSAL * arousal;
        double step = speaker.pitch() * StrictMath.pow(2, octaves) / RATE;
        double brightness = NEUTRAL_BRIGHTNESS * StrictMath.pow(2, OCTAVES_OF_BRIGHTNESS * valence);
        double keep = StrictMath.exp(-2 * Math.PI * brightness / RATE);
        // A dull voice is not a soft one: what the filter takes where vowels are loudest is given back.
        double taken = 1 + (LOUD_FREQUENCY / brightness) * (LOUD_FREQUENCY / brightness);
        voiced *= taken / NEUTRAL_TAKEN;
        for (int i = from; i < to; i++) {
            sound[i] = limited(voiced * sample(step, keep) + hiss * hiss());
        }
    }

    /** Moves the resonances towards those of a syllable; in a pause they stay. */
    private void tune(@Nullable Syllable syllable, double valence) {
        double share = 1 - StrictMath.exp(-(double) BLOCK / RATE / GLIDE);
        for (int i = 0; i < resonances.length; i++) {
            if (syllable != null) {
                double goal = syllable.vowel().resonance(i) * speaker.tract() * (1 + SMILE_ON_RESONANCES * valence);
                resonances[i] += share * (goal - resonances[i]);
            }
            resonators[i].tune(resonances[i], BANDWIDTHS[i]);
        }
    }

    private double sample(double step, double keep) {
        phase += step;
        if (phase >= 1) {
            phase -= 1;
        }
        // The lips radiate the change of the flow; the scale keeps that from falling with the length of a pulse.
        double present = PULSE[(int) (phase * PULSE.length)];
        double change = (present - flow) * 0.12 / step;
        flow = present;
        softened = keep * softened + (1 - keep) * change;
        twiceSoftened = keep * twiceSoftened + (1 - keep) * softened;
        double value = twiceSoftened;
        for (Resonator resonator : resonators) {
            value = resonator.next(value);
        }
        return value;
    }

    /** White noise without its low frequencies. */
    private double hiss() {
        double white = 2 * random.nextDouble() - 1;
        double high = white - 0.9 * hissBefore;
        hissBefore = white;
        return high;
    }

    private static float limited(double value) {
        return (float) Math.max(-0.98, Math.min(0.98, value));
    }

    /** One opening of the glottis (Rosenberg 1971): it opens in two fifths of the time, closes in one, and rests. */
    private static float[] pulse(int points) {
        float[] pulse = new float[points];
        for (int i = 0; i < points; i++) {
            double place = (double) i / points;
            if (place < 0.4) {
                pulse[i] = (float) (0.5 - 0.5 * StrictMath.cos(Math.PI * place / 0.4));
            } else if (place < 0.6) {
                pulse[i] = (float) StrictMath.cos(0.5 * Math.PI * (place - 0.4) / 0.2);
            }
        }
        return pulse;
    }

    /** A resonance: a filter with two poles, whose gain at 0 Hz is 1. */
    private static final class Resonator {
        private double a;
        private double b;
        private double c;
        private double last;
        private double beforeLast;

        void tune(double frequency, double bandwidth) {
            c = -StrictMath.exp(-2 * Math.PI * bandwidth / RATE);
            b = 2 * StrictMath.exp(-Math.PI * bandwidth / RATE) * StrictMath.cos(2 * Math.PI * frequency / RATE);
            a = 1 - b - c;
        }

        double next(double value) {
            double output = a * value + b * last + c * beforeLast;
            beforeLast = last;
            last = output;
            return output;
        }
    }
}
