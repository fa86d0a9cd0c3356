package dev.attune.runner.stats;

/**
 * Scores trials on selections of the clips that they share, from what each clip left and never from frames.
 *
 * <p>Values are laid out by trial, then by target; NaN where no frame of a selection has a label of the target.
 */
interface Scorer {
    /**
     * Scores all trials on clips that may be repeated.
     *
     * @param times how often each clip is in the selection
     */
    double[] score(int[] times);

    /**
     * Scores all trials on all clips but one.
     *
     * @return by clip that is left out
     */
    double[][] leaveOneOut();

    /**
     * Scores all trials after each has exchanged its predictions of some clips with another.
     *
     * @param swapped which clips
     * @param partner the other, for each trial
     * @return first the values of the trials, then those of their partners
     */
    double[][] swap(boolean[] swapped, int[] partner);
}
