/**
 * Says how far the lines of a study may be believed: intervals over seeds and clips, differences from the baseline, and what may be
 * concluded from them.
 *
 * <p>Public are {@link dev.attune.runner.stats.Comparer} and the values that it returns.
 */
@NullMarked
package dev.attune.runner.stats;

import org.jspecify.annotations.NullMarked;
