/** Turns recordings into feature stores: places what encoders give on a clock, and writes it, clip by clip. */
@NullMarked
package dev.attune.runner.extract;

import org.jspecify.annotations.NullMarked;
