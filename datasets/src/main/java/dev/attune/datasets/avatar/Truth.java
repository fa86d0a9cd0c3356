package dev.attune.datasets.avatar;

import dev.attune.api.nn.RandomSource;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * What is to be told in a clip, and who tells which part of it.
 *
 * <p>With a part a_mk(t) in [-1, 1] for each modality m and target k, independent and of equal variance, and shares s_mk that sum to 1,
 *
 * <pre>y_k(t) = 0.8 · Σ_m √s_mk · a_mk(t), clamped to [-1, 1]</pre>
 *
 * so that a modality that is read perfectly tells the share s_mk of the variance, and no more.
 */
final class Truth {
    /** Keeps most of the sum within [-1, 1]. */
    private static final double SCALE = 0.8;

    /** Brings a wave of variance 1 into [-1, 1] but for one time in twenty, when it is clamped. */
    private static final double PART_DEVIATION = 0.5;

    private static final double LEVEL_SHARE = 0.15;
    private static final double SHORTEST_PERIOD = 3;
    private static final double LONGEST_PERIOD = 10;

    private static final double SHORTEST_WOBBLE = 0.4;
    private static final double LONGEST_WOBBLE = 1.2;

    private final AvatarConfig config;
    private final Map<Modality, Map<Target, Wave>> parts = new EnumMap<>(Modality.class);
    private final Map<Modality, Map<Target, Wave>> wobbles = new EnumMap<>(Modality.class);

    Truth(AvatarConfig config, RandomSource random) {
        this.config = config;
        for (Modality modality : Modality.values()) {
            Map<Target, Wave> ofPart = new EnumMap<>(Target.class);
            Map<Target, Wave> ofWobble = new EnumMap<>(Target.class);
            for (Target target : Target.values()) {
                RandomSource own = random.fork(modality.label() + "." + target.label());
                ofPart.put(target, new Wave(own.fork("part").next(), SHORTEST_PERIOD, LONGEST_PERIOD, LEVEL_SHARE));
                ofWobble.put(target, new Wave(own.fork("wobble").next(), SHORTEST_WOBBLE, LONGEST_WOBBLE, 0));
            }
            parts.put(modality, ofPart);
            wobbles.put(modality, ofWobble);
        }
    }

    /** Returns a modality's part of a target, in [-1, 1]. */
    double part(Modality modality, Target target, double seconds) {
        return clamp(PART_DEVIATION * of(parts, modality, target).at(seconds));
    }

    /** Returns what a modality shows of a target, in [-1, 1]: its part, inexactly. */
    double shown(Modality modality, Target target, double seconds) {
        double miss = config.noise() * of(wobbles, modality, target).at(seconds);
        return clamp(PART_DEVIATION * (of(parts, modality, target).at(seconds) + miss));
    }

    /** Returns what some modalities together could tell of a target. */
    double known(Set<Modality> modalities, Target target, double seconds) {
        double sum = 0;
        for (Modality modality : modalities) {
            double weight = StrictMath.sqrt(config.carries().of(target).of(modality));
            sum += SCALE * weight * part(modality, target, seconds);
        }
        return clamp(sum);
    }

    /** Returns the label of a target. */
    double label(Target target, double seconds) {
        return known(EnumSet.allOf(Modality.class), target, seconds);
    }

    private static Wave of(Map<Modality, Map<Target, Wave>> waves, Modality modality, Target target) {
        Wave wave = waves.getOrDefault(modality, Map.of()).get(target);
        if (wave == null) {
            throw new IllegalStateException("no wave for " + modality + " and " + target);
        }
        return wave;
    }

    private static double clamp(double value) {
        return Math.max(-1, Math.min(1, value));
    }
}
