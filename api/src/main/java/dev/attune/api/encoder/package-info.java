/** Encoders: what turns raw media into the feature sequence of one modality. */
@NullMarked
package dev.attune.api.encoder;

import org.jspecify.annotations.NullMarked;
