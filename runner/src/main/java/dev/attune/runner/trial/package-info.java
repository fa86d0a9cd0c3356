/** Runs one trial: from an effective configuration to a folder with its result. */
@NullMarked
package dev.attune.runner.trial;

import org.jspecify.annotations.NullMarked;
