/** Tests of transcripts and of the encoders of words. */
@NullMarked
package dev.attune.encoders.text;

import org.jspecify.annotations.NullMarked;
