/**
 * Recursive Joint Cross-Modal Attention and the temporal convolutional network that comes before it.
 *
 * <p>{@link dev.attune.fusion.rjcma.Rjcma} and {@link dev.attune.fusion.rjcma.Tcn} are DJL blocks that can be used without the rest
 * of Attune; {@link dev.attune.fusion.rjcma.RjcmaPlugin} offers them to configurations as {@code rjcma} and {@code tcn}.
 */
@NullMarked
package dev.attune.fusion.rjcma;

import org.jspecify.annotations.NullMarked;
