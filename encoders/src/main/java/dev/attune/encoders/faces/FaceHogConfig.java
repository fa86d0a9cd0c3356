package dev.attune.encoders.faces;

import static java.util.Objects.requireNonNull;

import dev.attune.api.config.DefaultValue;
import dev.attune.api.config.Doc;
import dev.attune.api.config.Range;

/**
 * Options of {@code face-hog}.
 *
 * @param face how the face is found
 * @param side of the cut
 * @param margin of the cut
 * @since 0.1
 */
public record FaceHogConfig(
        @Doc("How the face is found and followed.") FaceConfig face,

        @Doc("The side of the aligned grey cut, in pixels.") @DefaultValue("64") @Range(min = 16, max = 512)
        int side,

        @Doc("How much more than ArcFace's standard cut is shown on each side, as a part of it.")
        @DefaultValue("0")
        @Range(min = -0.25, max = 1)
        double margin) {
    /** Checks for null. */
    public FaceHogConfig {
        requireNonNull(face, "face is null");
    }
}
