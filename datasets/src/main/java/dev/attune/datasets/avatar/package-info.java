/**
 * A corpus of talking heads that are drawn, spoken and scripted here, so that it is known what can be seen, heard and read in them.
 *
 * <p>Six smooth random signals are the truth of a clip: for each modality one part of valence and one of arousal. The labels are weighted
 * sums of the parts. The face, the voice and the choice of words each follow the two parts of their own modality.
 */
@NullMarked
package dev.attune.datasets.avatar;

import org.jspecify.annotations.NullMarked;
