package dev.attune.runner.stats;

/**
 * Scores trials on selections of the groups of clips that they share, from what each left and never from frames.
 *
 * <p>Values are laid out by trial, then by target; NaN where no frame of a selection has a label of the target.
 */
interface Scorer {
    /**
     * Scores all trials on groups that may be repeated.
     *
     * @param times how often each group is in the selection
     */
    double[] score(int[] times);

    /**
     * Scores all trials on all groups but one.
     *
     * @return by group that is left out
     */
    double[][] leaveOneOut();

    /**
     * Scores all trials after each has exchanged its predictions of some groups with another.
     *
     * @param swapped which groups
     * @param partner the other, for each trial
     * @return first the values of the trials, then those of their partners
     */
    double[][] swap(boolean[] swapped, int[] partner);
}
