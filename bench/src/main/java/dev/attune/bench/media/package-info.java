/** Measures the reading of recordings beside the ffmpeg program of the same library. */
@NullMarked
package dev.attune.bench.media;

import org.jspecify.annotations.NullMarked;
