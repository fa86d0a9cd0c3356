/**
 * Recordings: pictures, sound and words on one clock.
 */
@NullMarked
package dev.attune.api.media;

import org.jspecify.annotations.NullMarked;
