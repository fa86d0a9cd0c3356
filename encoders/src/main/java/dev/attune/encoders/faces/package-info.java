/** Faces: found, followed, cut out and described. */
@NullMarked
package dev.attune.encoders.faces;

import org.jspecify.annotations.NullMarked;
