/**
 * Encoders, which turn recordings into sequences of features.
 */
@NullMarked
package dev.attune.api.encoder;

import org.jspecify.annotations.NullMarked;
