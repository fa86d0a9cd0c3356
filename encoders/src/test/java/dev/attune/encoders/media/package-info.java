/** Tests of recordings; {@link dev.attune.encoders.media.Clips} makes clips for other tests too. */
@NullMarked
package dev.attune.encoders.media;

import org.jspecify.annotations.NullMarked;
