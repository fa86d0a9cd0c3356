/**
 * The place of the encoders, which turn raw clips into feature sequences.
 *
 * <p>There are none yet: the plugin loads and contributes nothing. Features are read from a feature store or a packed
 * file, made with tools of one's own.
 */
@NullMarked
package dev.attune.encoders;

import org.jspecify.annotations.NullMarked;
