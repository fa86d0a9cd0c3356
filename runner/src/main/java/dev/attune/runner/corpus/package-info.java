/**
 * Makes corpora of recordings, whole or not at all.
 */
@NullMarked
package dev.attune.runner.corpus;

import org.jspecify.annotations.NullMarked;
