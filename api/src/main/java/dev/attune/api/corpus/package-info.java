/**
 * Corpora of recordings that are made instead of found.
 */
@NullMarked
package dev.attune.api.corpus;

import org.jspecify.annotations.NullMarked;
