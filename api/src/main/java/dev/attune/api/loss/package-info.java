/** Losses: what training makes small. */
@NullMarked
package dev.attune.api.loss;

import org.jspecify.annotations.NullMarked;
