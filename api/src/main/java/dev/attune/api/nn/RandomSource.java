package dev.attune.api.nn;

import dev.attune.api.PublicApi;
import java.util.SplittableRandom;

/**
 * Gives out seeded generators, one after the other, for initial values and dropout masks.
 *
 * <p>A generator depends only on the seed, the step and how many were given out since the step began. Training resumed at step n
 * therefore sees exactly the masks that an uninterrupted training sees: {@link #startStep} is all the state there is.
 *
 * @since 0.1
 */
@PublicApi(usage = PublicApi.Usage.CALL, state = PublicApi.State.EXPERIMENTAL, since = "0.1")
public final class RandomSource {
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private final long seed;
    private long step;
    private long given;

    private RandomSource(long seed) {
        this.seed = seed;
    }

    /**
     * Makes a source.
     *
     * @param seed any value
     */
    public static RandomSource of(long seed) {
        return new RandomSource(seed);
    }

    /**
     * Makes a source that is independent of this one and of forks by other names, without changing this one.
     *
     * @param name what the fork is for, for example {@code temporal.visual}
     */
    public RandomSource fork(String name) {
        long hash = 0xcbf29ce484222325L; // FNV-1a
        for (int i = 0; i < name.length(); i++) {
            hash = (hash ^ name.charAt(i)) * 0x100000001b3L;
        }
        return new RandomSource(mix(seed ^ hash));
    }

    /**
     * Begins a training step.
     *
     * @param number the number of the step, counted from the start of training
     */
    public void startStep(long number) {
        step = number;
        given = 0;
    }

    /** Makes a source that gives what this one would give from here on, without changing this one. */
    public RandomSource copy() {
        RandomSource copy = new RandomSource(seed);
        copy.step = step;
        copy.given = given;
        return copy;
    }

    /** Returns the next generator. */
    public SplittableRandom next() {
        return new SplittableRandom(mix(mix(seed + GOLDEN_GAMMA * (step + 1)) + GOLDEN_GAMMA * ++given));
    }

    private static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
