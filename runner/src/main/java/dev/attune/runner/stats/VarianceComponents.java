package dev.attune.runner.stats;

/**
 * What a figure's value owes to the seeds, to the clips, and to the one meeting the other.
 *
 * <p>Every trial of a line is scored on the same clips: seeds and clips are crossed, as readers and cases are where several
 * radiologists read the same images. So the variance of a mean over seeds is
 *
 * <pre>σ²(seeds) / S + σ²(clips) / C + σ²(seeds × clips) / (S C)</pre>
 *
 * <p>and its parts are found as there: by a two-way analysis of variance of jackknife pseudo-values (Dorfman, Berbaum and Metz,
 * Investigative Radiology 27, 1992), with degrees of freedom after Satterthwaite (Biometrics Bulletin 2, 1946).
 *
 * @param seeds how many, S
 * @param clips how many, C
 * @param freeClips degrees of freedom of the clips: C - 1, or less where groups of clips are drawn apart
 * @param seedSquare mean square of the seeds; 0 for one seed
 * @param clipSquare mean square of the clips
 * @param restSquare mean square of what neither explains; 0 for one seed
 */
record VarianceComponents(
        int seeds, int clips, int freeClips, double seedSquare, double clipSquare, double restSquare) {

    /**
     * Analyses a figure.
     *
     * @param values of each seed
     * @param influences of each seed and clip: by how much the pseudo-value of the clip exceeds the seed's value; each clip's
     *     deviations are those of its own group
     * @param groups of clips that are drawn apart
     */
    static VarianceComponents of(double[] values, double[][] influences, int groups) {
        int seeds = values.length;
        int clips = influences[0].length;
        double mean = Numbers.mean(values);
        double ofSeeds = 0;
        for (double value : values) {
            ofSeeds += (value - mean) * (value - mean);
        }
        double ofClips = 0;
        double ofRest = 0;
        for (int clip = 0; clip < clips; clip++) {
            double average = 0;
            for (double[] influence : influences) {
                average += influence[clip] / seeds;
            }
            ofClips += average * average;
            for (double[] influence : influences) {
                ofRest += (influence[clip] - average) * (influence[clip] - average);
            }
        }
        double others = clips - 1.0;
        return new VarianceComponents(
                seeds,
                clips,
                clips - groups,
                seeds == 1 ? 0 : clips * ofSeeds / (seeds - 1),
                seeds * ofClips / others,
                seeds == 1 ? 0 : ofRest / ((seeds - 1) * others));
    }

    /** Returns the variance between seeds, were there endlessly many clips; not negative. */
    double ofSeeds() {
        return Math.max(0, seedSquare - restSquare) / clips;
    }

    /** Returns the variance between clips, were there endlessly many seeds; not negative. */
    double ofClips() {
        return Math.max(0, clipSquare - restSquare) / seeds;
    }

    /** Returns the variance of the mean over seeds. A part that chance makes negative counts as none. */
    double variance() {
        return variance(seeds, clips);
    }

    /** Returns what the variance of the mean would be with other numbers of seeds and clips. */
    double variance(int otherSeeds, int otherClips) {
        return ofSeeds() / otherSeeds + ofClips() / otherClips + restSquare / ((double) otherSeeds * otherClips);
    }

    /** Returns the degrees of freedom of {@link #variance()}; at least 1. */
    double freedom() {
        return freedom(seeds, freeClips, variance() * seeds * clips, seedSquare, clipSquare, restSquare);
    }

    /** Returns what the degrees of freedom would be with other numbers of seeds and clips. */
    double freedom(int otherSeeds, int otherClips) {
        double seedsThere = otherClips * ofSeeds() + restSquare;
        double clipsThere = otherSeeds * ofClips() + restSquare;
        return freedom(
                otherSeeds,
                otherClips - (clips - freeClips),
                variance(otherSeeds, otherClips) * otherSeeds * otherClips,
                seedsThere,
                clipsThere,
                restSquare);
    }

    private static double freedom(
            int seeds, int freeClips, double total, double seedSquare, double clipSquare, double restSquare) {
        double free = freeClips;
        double ofClips = clipSquare * clipSquare / free;
        double ofOthers =
                seeds == 1 ? 0 : seedSquare * seedSquare / (seeds - 1) + restSquare * restSquare / ((seeds - 1) * free);
        return total == 0 ? 1 : Math.max(1, total * total / (ofClips + ofOthers));
    }
}
