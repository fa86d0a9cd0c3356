package dev.attune.datasets.sound;

import java.util.SplittableRandom;

final class Shuffle {
    int draw(long seed) {
        return new SplittableRandom(seed).nextInt();
    }
}
