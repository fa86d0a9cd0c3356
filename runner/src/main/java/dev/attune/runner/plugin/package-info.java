/** Finds plugins and keeps their components by name. */
@NullMarked
package dev.attune.runner.plugin;

import org.jspecify.annotations.NullMarked;
