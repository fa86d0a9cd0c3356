/** Fusion models: what turns the sequences of all modalities into one. */
@NullMarked
package dev.attune.api.fusion;

import org.jspecify.annotations.NullMarked;
