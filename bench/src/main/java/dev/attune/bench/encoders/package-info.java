/** Measures how fast sound and words are encoded. */
@NullMarked
package dev.attune.bench.encoders;

import org.jspecify.annotations.NullMarked;
