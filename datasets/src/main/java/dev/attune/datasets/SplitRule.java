package dev.attune.datasets;

import static java.util.Objects.requireNonNull;

import dev.attune.api.config.DefaultValue;
import dev.attune.api.config.Doc;
import dev.attune.api.config.Range;
import dev.attune.api.data.Split;

/**
 * How a split of a feature store is made anew: as one random fold of the clips of another.
 *
 * @param from the split that gives the clips; not the test split
 * @param folds number of folds
 * @param fold which
 * @param seed of the folds
 * @since 0.1
 */
public record SplitRule(
        @Doc("The split that gives a fold of its clips and keeps the rest; test gives none.")
        Split from,

        @Doc("Number of folds of about equal numbers of clips, or of groups of clips that belong together.")
        @DefaultValue("5")
        @Range(min = 2, max = 1_000_000)
        int folds,

        @Doc("Which fold, 0 to folds - 1.") @DefaultValue("0") @Range(min = 0, max = 1_000_000)
        int fold,

        @Doc("Seed of the folds; folds of one seed are disjoint.") @DefaultValue("0")
        long seed) {
    /** Checks ranges. */
    public SplitRule {
        requireNonNull(from, "from is null");
        if (folds < 2) {
            throw new IllegalArgumentException("folds must be at least 2, found " + folds);
        }
        if (fold < 0 || fold >= folds) {
            throw new IllegalArgumentException("fold must be from 0 to folds - 1, found " + fold + " of " + folds);
        }
    }
}
