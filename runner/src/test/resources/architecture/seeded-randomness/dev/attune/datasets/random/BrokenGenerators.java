package dev.attune.datasets.random;

import java.security.SecureRandom;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;

final class BrokenGenerators {
    int draw() {
        return new Random(1).nextInt();
    }
}

final class BrokenSplittable {
    int draw() {
        return new SplittableRandom().nextInt();
    }
}

final class BrokenSecure {
    int draw() {
        return new SecureRandom().nextInt();
    }
}

final class BrokenMath {
    double draw() {
        return Math.random();
    }
}

final class BrokenThread {
    int draw() {
        return ThreadLocalRandom.current().nextInt();
    }
}

final class BrokenDefault {
    int draw() {
        return RandomGenerator.getDefault().nextInt();
    }
}

final class BrokenShuffle {
    void mix(List<String> clips) {
        Collections.shuffle(clips);
    }
}

final class BrokenName {
    String draw() {
        return UUID.randomUUID().toString();
    }
}
