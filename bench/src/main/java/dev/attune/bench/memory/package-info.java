/** Measures how much memory training takes on a corpus that is larger than the memory it may use. */
@NullMarked
package dev.attune.bench.memory;

import org.jspecify.annotations.NullMarked;
