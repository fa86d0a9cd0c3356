package dev.attune.datasets.avatar;

import dev.attune.api.nn.RandomSource;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** How a head moves and looks in the course of a clip. */
final class Motion {
    /** Seconds that the eyes are shut for in a blink. */
    private static final double BLINK = 0.16;

    private static final double CALM_LIDS = 0.58;
    private static final double LIDS_REACH = 0.38;

    private final Truth truth;
    private final List<SpokenWord> words;
    private final List<Double> blinks = new ArrayList<>();
    private final Wave tilt;
    private final Wave shiftX;
    private final Wave shiftY;
    private final Wave zoom;
    private final Wave gazeX;
    private final Wave gazeY;

    Motion(Truth truth, List<SpokenWord> words, double seconds, RandomSource random) {
        this.truth = truth;
        this.words = words;
        tilt = sway(random, "tilt");
        shiftX = sway(random, "x");
        shiftY = sway(random, "y");
        zoom = sway(random, "zoom");
        gazeX = sway(random, "gaze.x");
        gazeY = sway(random, "gaze.y");
        SplittableRandom own = random.fork("blinks").next();
        for (double time = 1 + 2 * own.nextDouble(); time < seconds; time += 2 + 3 * own.nextDouble()) {
            blinks.add(time);
        }
    }

    private static Wave sway(RandomSource random, String name) {
        return new Wave(random.fork(name).next(), 2, 9, 0.2);
    }

    FaceState at(double seconds) {
        double arousal = truth.shown(Modality.VISUAL, Target.AROUSAL, seconds);
        double lids = (CALM_LIDS + LIDS_REACH * arousal) * (1 - blink(seconds));
        return new FaceState(
                truth.shown(Modality.VISUAL, Target.VALENCE, seconds),
                opening(seconds),
                arousal,
                lids,
                0.35 * gazeX.at(seconds),
                0.35 * gazeY.at(seconds),
                0.025 * tilt.at(seconds),
                0.035 * shiftX.at(seconds),
                0.02 * shiftY.at(seconds),
                1 + 0.015 * zoom.at(seconds));
    }

    private double opening(double seconds) {
        Syllable syllable = Speech.at(words, seconds);
        return syllable == null ? 0 : 0.75 * syllable.vowel().opening() * syllable.strength(seconds);
    }

    /** Returns how far a blink has shut the eyes, from 0 to 1. */
    private double blink(double seconds) {
        for (double start : blinks) {
            double place = (seconds - start) / BLINK;
            if (place > 0 && place < 1) {
                return 0.5 - 0.5 * StrictMath.cos(2 * Math.PI * place);
            }
        }
        return 0;
    }
}
