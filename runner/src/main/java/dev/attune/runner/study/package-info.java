/** Runs studies: trials in sequence, results collected into files and tables. */
@NullMarked
package dev.attune.runner.study;

import org.jspecify.annotations.NullMarked;
