package dev.attune.runner.config;

import dev.attune.api.config.DefaultValue;
import dev.attune.api.config.Doc;
import dev.attune.api.config.Range;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a study tunes its variants; the seed of training cannot be among what is tuned.
 *
 * @param type how candidates are made
 * @param trials how many random draws
 * @param seed of the draws
 * @param space dotted key to a list of values, or to a range
 * @param variants which are tuned
 * @param seeds of the trainings that a candidate is judged by
 * @param halving when unpromising candidates are dropped
 */
record SearchConfig(
        @Doc("grid tries every combination of the listed values; random draws from lists and ranges.")
        @DefaultValue("random")
        Strategy type,

        @Doc("Candidates that random draws, the same for each variant.")
        @DefaultValue("20")
        @Range(min = 1, max = 10_000)
        int trials,

        @Doc("Seed of the draws; it is not the seed of any training.") @DefaultValue("1")
        long seed,

        @Doc(
                "Dotted key, such as training.optimizer.lr, to a list of values or to one of {uniform: [low, high]}, {log-uniform: [low, high]}, {int: [low, high]}.")
        Map<String, Node> space,

        @Doc("The variants that are tuned, each on its own; empty for all.") @DefaultValue("[]")
        List<String> variants,

        @Doc("A candidate is judged by its mean over these seeds; empty for the first seed of the study.")
        @DefaultValue("[]")
        List<Long> seeds,

        @Doc("Drops unpromising candidates before the end of their training; without it all are trained to the end.")
        Optional<HalvingConfig> halving) {
    /** How candidates are made. */
    enum Strategy {
        /** Every combination. */
        GRID,
        /** Random draws. */
        RANDOM
    }

    /**
     * Successive halving.
     *
     * @param eta one in how many is kept
     * @param first epochs before the first decision
     */
    record HalvingConfig(
            @Doc(
                    "One candidate in eta is kept at each decision, and trained eta times as long; 2 keeps the better half.")
            @DefaultValue("3")
            @Range(min = 2, max = 100)
            int eta,

            @Doc("Epochs before the first decision.") @DefaultValue("1") @Range(min = 1, max = 100_000)
            int first) {}
}
