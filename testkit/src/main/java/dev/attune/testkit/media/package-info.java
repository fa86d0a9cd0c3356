/** Recordings made of arrays, and what takes the features of encoders, for tests of encoders. */
@NullMarked
package dev.attune.testkit.media;

import org.jspecify.annotations.NullMarked;
