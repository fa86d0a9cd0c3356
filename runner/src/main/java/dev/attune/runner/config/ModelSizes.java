package dev.attune.runner.config;

/** Knows how large the model of an experiment is; whoever does opens its corpus, which says how many features there are. */
@FunctionalInterface
public interface ModelSizes {
    /**
     * Counts what the model of an experiment learns.
     *
     * @param config the experiment
     * @return the number of learnt parameters; 0 for a model that learns nothing
     * @throws IllegalArgumentException if there is no such model, because options do not fit each other
     */
    long parameters(ExperimentConfig config);
}
