/** Writes the project that somebody begins with who wants to add a component of their own. */
@NullMarked
package dev.attune.runner.scaffold;

import org.jspecify.annotations.NullMarked;
