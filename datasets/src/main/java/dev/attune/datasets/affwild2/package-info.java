/**
 * Aff-Wild2, the corpus of the ABAW challenges: valence and arousal of 594 videos, as the organisers give it out, and as the authors of
 * RJCMA preprocessed it.
 */
@NullMarked
package dev.attune.datasets.affwild2;

import org.jspecify.annotations.NullMarked;
