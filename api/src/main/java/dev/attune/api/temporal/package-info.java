/** Temporal models: what turns the feature sequence of one modality into another one before fusion. */
@NullMarked
package dev.attune.api.temporal;

import org.jspecify.annotations.NullMarked;
