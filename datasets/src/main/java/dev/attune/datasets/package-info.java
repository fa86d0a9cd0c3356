/**
 * The dataset types that come with Attune: the feature store, packed arrays, and a synthetic corpus whose best possible scores are
 * known.
 */
@NullMarked
package dev.attune.datasets;

import org.jspecify.annotations.NullMarked;
