/** Holds what was made faster to being faster, by ratios inside one run. */
@NullMarked
package dev.attune.bench.ratio;

import org.jspecify.annotations.NullMarked;
