/** Turns predictions of test trials into the files that a challenge asks for. */
@NullMarked
package dev.attune.runner.submission;

import org.jspecify.annotations.NullMarked;
