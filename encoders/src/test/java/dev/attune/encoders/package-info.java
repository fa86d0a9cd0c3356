/** What the tests of all encoders share. */
@NullMarked
package dev.attune.encoders;

import org.jspecify.annotations.NullMarked;
