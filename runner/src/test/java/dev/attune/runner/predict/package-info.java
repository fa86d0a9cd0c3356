/** Tests of predictions, and the small feature stores that they need. */
@NullMarked
package dev.attune.runner.predict;

import org.jspecify.annotations.NullMarked;
