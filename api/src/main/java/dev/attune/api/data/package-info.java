/** Datasets: clips of aligned feature sequences with labels, cut into splits. */
@NullMarked
package dev.attune.api.data;

import org.jspecify.annotations.NullMarked;
