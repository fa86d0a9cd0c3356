/** Programs that use Attune as a library. */
@NullMarked
package dev.attune.examples;

import org.jspecify.annotations.NullMarked;
