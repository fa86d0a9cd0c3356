/** Tests of the encoders of sound. */
@NullMarked
package dev.attune.encoders.sound;

import org.jspecify.annotations.NullMarked;
