package dev.attune.runner.stats;

import java.util.OptionalDouble;

/**
 * What tests say of a difference; all two-sided. An oracle is not tested: NaN or empty.
 *
 * @param p of other seeds and other clips: the complement of the highest level at which the interval excludes 0. The verdict rests on it
 * @param adjusted {@code p} after the correction for the number of comparisons by the primary figure on the split; empty for a figure
 *     that was not declared
 * @param overSeeds of other seeds, on these very clips: Wilcoxon's signed-rank test, exact; empty for one seed
 * @param overClips of other clips, with these very trainings: permutation that exchanges the predictions of both for a clip, in all
 *     seeds alike
 */
public record Significance(double p, OptionalDouble adjusted, OptionalDouble overSeeds, double overClips) {
    /** Of what is not tested. */
    static final Significance NONE =
            new Significance(Double.NaN, OptionalDouble.empty(), OptionalDouble.empty(), Double.NaN);
}
