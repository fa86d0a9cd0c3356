package dev.attune.datasets.avatar;

/**
 * A syllable: a consonant, perhaps, and a vowel.
 *
 * @param start in seconds
 * @param end in seconds
 * @param onset the consonant that it begins with
 * @param vowel what it goes on with
 */
record Syllable(double start, double end, Onset onset, Vowel vowel) {
    private static final double RISE = 0.3;
    private static final double FALL = 0.4;

    /** How a syllable begins. */
    enum Onset {
        /** With the vowel itself, or a consonant that is voiced throughout. */
        SMOOTH,
        /** With noise, as s does. */
        HISS,
        /** With a silence and a burst, as t does. */
        BURST;

        /** Returns how a letter sounds. */
        static Onset of(char letter) {
            if ("sfzxcvh".indexOf(letter) >= 0) {
                return HISS;
            }
            return "tkpbdgqj".indexOf(letter) >= 0 ? BURST : SMOOTH;
        }
    }

    /** The resonances of a vowel, after Peterson and Barney (1952), and how far it opens the mouth. */
    enum Vowel {
        /** As in father. */
        A(730, 1090, 2440, 1.0),
        /** As in bet. */
        E(530, 1840, 2480, 0.65),
        /** As in beat. */
        I(270, 2290, 3010, 0.4),
        /** As in bought. */
        O(570, 840, 2410, 0.75),
        /** As in boot. */
        U(300, 870, 2240, 0.35);

        private final double first;
        private final double second;
        private final double third;
        private final double opening;

        Vowel(double first, double second, double third, double opening) {
            this.first = first;
            this.second = second;
            this.third = third;
            this.opening = opening;
        }

        /** Returns one of the three resonances in Hz. */
        double resonance(int index) {
            return index == 0 ? first : index == 1 ? second : third;
        }

        /** Returns how far the mouth opens, from 0 to 1. */
        double opening() {
            return opening;
        }

        /** Returns what a letter stands for, near enough. */
        static Vowel of(char letter) {
            return switch (letter) {
                case 'a' -> A;
                case 'e' -> E;
                case 'o' -> O;
                case 'u', 'w' -> U;
                default -> I;
            };
        }
    }

    /** Returns how far the syllable has swelled at a time, from 0 to 1 and back to 0. */
    double strength(double seconds) {
        double place = (seconds - start) / (end - start);
        if (place <= 0 || place >= 1) {
            return 0;
        }
        double edge = Math.min(1, Math.min(place / RISE, (1 - place) / FALL));
        return 0.5 - 0.5 * StrictMath.cos(Math.PI * edge);
    }
}
