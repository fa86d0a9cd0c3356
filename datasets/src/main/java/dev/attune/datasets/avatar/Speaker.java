package dev.attune.datasets.avatar;

import dev.attune.api.nn.RandomSource;
import java.awt.Color;
import java.util.SplittableRandom;

/**
 * A head and a voice.
 *
 * @param skin colour of a lit cheek
 * @param hair colour
 * @param iris colour
 * @param shirt colour
 * @param wall colour behind the head
 * @param headWidth half the width of the head in half heads
 * @param eyeDistance from the middle of the face to an eye
 * @param eyeSize half the width of an eye
 * @param browWeight thickness of a brow
 * @param noseLength from the eyes to the tip
 * @param mouthWidth half the width of the mouth
 * @param hairLength how far down the hair reaches at the sides; above 1 is beneath the chin
 * @param pitch of the voice in Hz where nothing raises or lowers it
 * @param tract factor on the frequencies of resonances
 */
record Speaker(
        Color skin,
        Color hair,
        Color iris,
        Color shirt,
        Color wall,
        double headWidth,
        double eyeDistance,
        double eyeSize,
        double browWeight,
        double noseLength,
        double mouthWidth,
        double hairLength,
        double pitch,
        double tract) {
    private static final int[] SKINS = {0xF2CDB0, 0xD9A67C, 0xB9825A, 0xE8BC9A, 0xA66F4A, 0xF6D9C4};
    private static final int[] HAIRS = {0x4A2E1B, 0x1E1A18, 0x2A1B12, 0x8A5A2B, 0x6B6560, 0x5B2A1A};
    private static final int[] IRISES = {0x4A6B8A, 0x4B3220, 0x3A2A1C, 0x56703F};
    private static final int[] SHIRTS = {0x35507A, 0x7A3B3B, 0x3F6B52, 0x5A4A78, 0x6B6B6B};
    private static final int[] WALLS = {0xC9D3DA, 0xD8D0C2, 0xBFCBC0, 0xCFC6D6};

    /** Makes one of the speakers of a corpus. */
    static Speaker of(int index, RandomSource random) {
        SplittableRandom own = random.fork("speaker." + index).next();
        // Pitch and tract differ less between speakers than a speaker's own moods do, or the first clip would tell
        // nothing of the next.
        return new Speaker(
                new Color(SKINS[index % SKINS.length]),
                new Color(HAIRS[index % HAIRS.length]),
                new Color(IRISES[index % IRISES.length]),
                new Color(SHIRTS[index % SHIRTS.length]),
                new Color(WALLS[index % WALLS.length]),
                between(own, 0.70, 0.78),
                between(own, 0.30, 0.34),
                between(own, 0.145, 0.17),
                between(own, 0.06, 0.085),
                between(own, 0.30, 0.36),
                between(own, 0.25, 0.29),
                index % 2 == 0 ? between(own, 0.05, 0.2) : between(own, 0.8, 1.15),
                between(own, 135, 185),
                between(own, 0.96, 1.06));
    }

    /** Makes the same speaker on another day: a few parts in a hundred different, and in front of another wall. */
    Speaker onAnotherDay(SplittableRandom random) {
        return new Speaker(
                dimmed(skin, between(random, 0.94, 1.02)),
                hair,
                iris,
                dimmed(shirt, between(random, 0.8, 1.2)),
                dimmed(wall, between(random, 0.8, 1.08)),
                headWidth * between(random, 0.98, 1.02),
                eyeDistance * between(random, 0.98, 1.02),
                eyeSize * between(random, 0.97, 1.03),
                browWeight * between(random, 0.95, 1.05),
                noseLength * between(random, 0.97, 1.03),
                mouthWidth * between(random, 0.97, 1.03),
                hairLength,
                pitch * between(random, 0.97, 1.03),
                tract * between(random, 0.99, 1.01));
    }

    private static double between(SplittableRandom random, double least, double greatest) {
        return least + (greatest - least) * random.nextDouble();
    }

    /** Returns a darker or lighter colour. */
    static Color dimmed(Color color, double factor) {
        return new Color(
                channel(color.getRed() * factor),
                channel(color.getGreen() * factor),
                channel(color.getBlue() * factor));
    }

    private static int channel(double value) {
        return (int) Math.max(0, Math.min(255, Math.round(value)));
    }
}
