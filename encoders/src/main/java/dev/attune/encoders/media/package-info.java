/** Recordings, read and written with FFmpeg. */
@NullMarked
package dev.attune.encoders.media;

import org.jspecify.annotations.NullMarked;
