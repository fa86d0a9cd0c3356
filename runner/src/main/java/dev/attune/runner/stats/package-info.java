/** Compares the lines of a study with its baseline: paired hierarchical bootstrap, and Holm's correction. */
@NullMarked
package dev.attune.runner.stats;

import org.jspecify.annotations.NullMarked;
