package dev.attune.encoders.sound;

import static java.util.Objects.requireNonNull;

import dev.attune.api.config.DefaultValue;
import dev.attune.api.config.Doc;
import dev.attune.api.config.Range;
import dev.attune.api.encoder.ModelSource;
import java.util.Optional;

/**
 * Options of VGGish.
 *
 * @param model the ONNX file
 * @param hop seconds between rows
 * @param patchAt where a patch lies
 * @param tensor what is read of it
 * @since 0.1
 */
public record VggishConfig(
        @Doc("VGGish as ONNX, which takes [n, 96, 64], [n, 1, 96, 64] or [n, 96, 64, 1].")
        ModelSource model,

        @Doc("Seconds between rows; 0 for a row for each frame of the clip.")
        @DefaultValue("0.0")
        @Range(min = 0, max = 10)
        double hop,

        @Doc(
                "Whether the 0.96 s that are heard begin at the time of the row (ahead, as in the paper) or have it in their middle.")
        @DefaultValue("ahead")
        PatchAt patchAt,

        @Doc("The tensor whose last axis are the features; an inner one may be named. Without it, the first output.")
        Optional<String> tensor) {
    /** Checks for null. */
    public VggishConfig {
        requireNonNull(model, "model is null");
        requireNonNull(patchAt, "patchAt is null");
        requireNonNull(tensor, "tensor is null");
    }
}
