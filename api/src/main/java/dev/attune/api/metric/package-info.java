/** Metrics: what a comparison reports. */
@NullMarked
package dev.attune.api.metric;

import org.jspecify.annotations.NullMarked;
