package dev.attune.runner.trial;

import dev.attune.runner.config.ExperimentConfig;

/**
 * Chooses the number of threads of the engine from the size of a training step.
 *
 * <p>On a small model the threads spend their time waiting for each other: one thread is then several times faster than two. The
 * measure is learnt values times frames per step, which is proportional to the arithmetic of linear and convolutional layers.
 */
final class Threads {
    private static final double SMALL_STEP = 5e8;

    private Threads() {}

    static int choose(ExperimentConfig config, long parameters) {
        if (config.training().threads() > 0) {
            return config.training().threads();
        }
        double frames =
                (double) config.training().batch() * config.data().window().length();
        return parameters * frames < SMALL_STEP ? 1 : Runtime.getRuntime().availableProcessors();
    }
}
