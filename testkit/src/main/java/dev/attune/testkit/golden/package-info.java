/** Numeric fixtures: cases computed by published code, to which our own results are compared. */
@NullMarked
package dev.attune.testkit.golden;

import org.jspecify.annotations.NullMarked;
