/**
 * The fusion models and temporal models that a new method has to beat.
 *
 * <p>They range from {@code constant}, which looks at nothing, over single modalities and plain concatenation to the
 * joint cross-attention that RJCMA extends. Each is tested against an implementation of its formula in plain loops, and
 * {@code jca} also against the numbers of its authors' code.
 */
@NullMarked
package dev.attune.fusion.baselines;

import org.jspecify.annotations.NullMarked;
