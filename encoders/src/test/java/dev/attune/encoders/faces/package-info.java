/** Tests of faces. */
@NullMarked
package dev.attune.encoders.faces;

import org.jspecify.annotations.NullMarked;
