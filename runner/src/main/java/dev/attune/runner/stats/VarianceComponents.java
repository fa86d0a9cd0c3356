package dev.attune.runner.stats;

/**
 * What a figure's value owes to the seeds, to the groups of clips, and to the one meeting the other.
 *
 * <p>Every trial of a line is scored on the same groups: seeds and groups are crossed, as readers and cases are where several
 * radiologists read the same images. So the variance of a mean over seeds is
 *
 * <pre>σ²(seeds) / S + σ²(groups) / C + σ²(seeds × groups) / (S C)</pre>
 *
 * <p>and its parts are found as there: by a two-way analysis of variance of jackknife pseudo-values (Dorfman, Berbaum and Metz,
 * Investigative Radiology 27, 1992), with degrees of freedom after Satterthwaite (Biometrics Bulletin 2, 1946).
 *
 * @param seeds how many, S
 * @param groups how many, C; mostly, each clip is one of its own
 * @param freeGroups degrees of freedom of the groups: C - 1, or less where strata of groups are drawn apart
 * @param seedSquare mean square of the seeds; 0 for one seed
 * @param groupSquare mean square of the groups
 * @param restSquare mean square of what neither explains; 0 for one seed
 */
record VarianceComponents(
        int seeds, int groups, int freeGroups, double seedSquare, double groupSquare, double restSquare) {

    /**
     * Analyses a figure.
     *
     * @param values of each seed
     * @param influences of each seed and group: by how much the pseudo-value of the group exceeds the seed's value; each group's
     *     deviations are those within its own stratum
     * @param strata how many strata of groups are drawn apart
     */
    static VarianceComponents of(double[] values, double[][] influences, int strata) {
        int seeds = values.length;
        int groups = influences[0].length;
        double mean = Numbers.mean(values);
        double ofSeeds = 0;
        for (double value : values) {
            ofSeeds += (value - mean) * (value - mean);
        }
        double ofGroups = 0;
        double ofRest = 0;
        for (int group = 0; group < groups; group++) {
            double average = 0;
            for (double[] influence : influences) {
                average += influence[group] / seeds;
            }
            ofGroups += average * average;
            for (double[] influence : influences) {
                ofRest += (influence[group] - average) * (influence[group] - average);
            }
        }
        double others = groups - 1.0;
        return new VarianceComponents(
                seeds,
                groups,
                groups - strata,
                seeds == 1 ? 0 : groups * ofSeeds / (seeds - 1),
                seeds * ofGroups / others,
                seeds == 1 ? 0 : ofRest / ((seeds - 1) * others));
    }

    /** Returns the variance between seeds, were there endlessly many groups; not negative. */
    double ofSeeds() {
        return Math.max(0, seedSquare - restSquare) / groups;
    }

    /** Returns the variance between groups, were there endlessly many seeds; not negative. */
    double ofGroups() {
        return Math.max(0, groupSquare - restSquare) / seeds;
    }

    /** Returns the variance of the mean over seeds. A part that chance makes negative counts as none. */
    double variance() {
        return variance(seeds, groups);
    }

    /** Returns what the variance of the mean would be with other numbers of seeds and groups. */
    double variance(int otherSeeds, int otherGroups) {
        return ofSeeds() / otherSeeds + ofGroups() / otherGroups + restSquare / ((double) otherSeeds * otherGroups);
    }

    /** Returns the degrees of freedom of {@link #variance()}; at least 1. */
    double freedom() {
        return freedom(seeds, freeGroups, variance() * seeds * groups, seedSquare, groupSquare, restSquare);
    }

    /** Returns what the degrees of freedom would be with other numbers of seeds and groups. */
    double freedom(int otherSeeds, int otherGroups) {
        double seedsThere = otherGroups * ofSeeds() + restSquare;
        double groupsThere = otherSeeds * ofGroups() + restSquare;
        return freedom(
                otherSeeds,
                otherGroups - (groups - freeGroups),
                variance(otherSeeds, otherGroups) * otherSeeds * otherGroups,
                seedsThere,
                groupsThere,
                restSquare);
    }

    private static double freedom(
            int seeds, int freeGroups, double total, double seedSquare, double groupSquare, double restSquare) {
        double free = freeGroups;
        double ofGroups = groupSquare * groupSquare / free;
        double ofOthers =
                seeds == 1 ? 0 : seedSquare * seedSquare / (seeds - 1) + restSquare * restSquare / ((seeds - 1) * free);
        return total == 0 ? 1 : Math.max(1, total * total / (ofGroups + ofOthers));
    }
}
