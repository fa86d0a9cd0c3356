/**
 * Applies the model of a finished trial to clips that it has not seen: to a feature store, or to recordings, whose features are then made
 * as those of the trial were.
 *
 * <p>Labels are never read here, so the test split of a sealed study may be predicted; scores are the business of {@code
 * dev.attune.runner.study}.
 */
@NullMarked
package dev.attune.runner.predict;

import org.jspecify.annotations.NullMarked;
