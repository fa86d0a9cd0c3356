/** Trains one model: parameters, optimisers, schedules and the loop. */
@NullMarked
package dev.attune.runner.train;

import org.jspecify.annotations.NullMarked;
