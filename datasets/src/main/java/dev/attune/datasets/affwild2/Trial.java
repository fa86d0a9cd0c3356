package dev.attune.datasets.affwild2;

/**
 * What a trial consists of.
 *
 * @param frames its frames
 * @param labels their labels
 */
record Trial(Frames frames, LabelRows labels) {}
