package dev.attune.encoders.sound;

import static java.util.Objects.requireNonNull;

import dev.attune.api.config.DefaultValue;
import dev.attune.api.config.Doc;
import dev.attune.api.config.Range;
import dev.attune.api.encoder.ModelSource;
import java.util.Locale;
import java.util.Optional;

/**
 * Options of a model of sound that the user brings.
 *
 * @param model the ONNX file
 * @param input what it takes
 * @param length of a window
 * @param hop from the start of one window to that of the next
 * @param tensor what is read of it
 * @param sampleRate samples per second
 * @param fullScale the number that the loudest sample becomes
 * @param mels bands of {@code logmel}
 * @param front the ONNX file of the front end
 * @param frontWindow samples of a frame of the front end
 * @param frontHop samples between its frames
 * @param frontScale what its numbers are multiplied by
 * @param frontShift what is then added
 * @since 0.1
 */
public record OnnxSoundConfig(
        @Doc("The ONNX model: a path, classpath:/name, or https://... with a sha256.")
        ModelSource model,

        @Doc(
                "What the model takes: samples (waveform), log-mel frames of 10 ms (logmel), or the frames of another model (model).")
        @DefaultValue("waveform")
        Input input,

        @Doc("The length of a window, in samples for waveform, else in frames.") @Range(min = 1, max = 10_000_000)
        int length,

        @Doc("From the start of a window to that of the next, in samples for waveform, else in frames; at most length.")
        @Range(min = 1, max = 10_000_000)
        int hop,

        @Doc("The tensor whose last axis are the features; an inner one may be named. Without it, the first output.")
        Optional<String> tensor,

        @Doc("The samples per second that the model was trained on; logmel has 16000.")
        @DefaultValue("16000")
        @Range(min = 1000, max = 192_000)
        int sampleRate,

        @Doc(
                "What the loudest sample is for the model, or for its front end: 1, or 32768 where it was trained on 16-bit numbers; not used where input is logmel.")
        @DefaultValue("1.0")
        @Range(min = 1e-6, max = 1e6)
        double fullScale,

        @Doc("The number of bands, where input is logmel.") @DefaultValue("64") @Range(min = 1, max = 128)
        int mels,

        @Doc("The ONNX model that makes frames of samples, where input is model.")
        Optional<ModelSource> front,

        @Doc("How many samples a frame of the front end is made of, where input is model.")
        @DefaultValue("400")
        @Range(min = 1, max = 1_000_000)
        int frontWindow,

        @Doc("How many samples lie between two frames of the front end, where input is model.")
        @DefaultValue("160")
        @Range(min = 1, max = 1_000_000)
        int frontHop,

        @Doc("What the numbers of the front end are multiplied by, where input is model.") @DefaultValue("1.0")
        double frontScale,

        @Doc("What is then added to them, where input is model.") @DefaultValue("0.0")
        double frontShift) {
    /** Checks what belongs together. */
    public OnnxSoundConfig {
        requireNonNull(model, "model is null");
        requireNonNull(input, "input is null");
        requireNonNull(tensor, "tensor is null");
        requireNonNull(front, "front is null");
        if (hop > length) {
            throw new IllegalArgumentException("hop must be at most length, found " + hop + " and " + length);
        }
        if ((input == Input.MODEL) != front.isPresent()) {
            throw new IllegalArgumentException(
                    front.isPresent()
                            ? "front is used where input is model only, found input " + name(input)
                            : "input model needs a front, found none");
        }
        if (input == Input.LOGMEL && sampleRate != Spectrum.RATE) {
            throw new IllegalArgumentException("logmel has a sample-rate of 16000, found " + sampleRate);
        }
        if (input == Input.LOGMEL) {
            requireUnchanged("full-scale", fullScale, 1, "waveform or model", input);
        } else {
            requireUnchanged("mels", mels, 64, "logmel", input);
        }
        if (input != Input.MODEL) {
            requireUnchanged("front-window", frontWindow, 400, "model", input);
            requireUnchanged("front-hop", frontHop, 160, "model", input);
            requireUnchanged("front-scale", frontScale, 1, "model", input);
            requireUnchanged("front-shift", frontShift, 0, "model", input);
        }
    }

    /** Refuses what would have no effect; that it was given can only be told from a value that is not the default. */
    private static void requireUnchanged(String key, double found, double standard, String where, Input input) {
        if (found != standard) {
            throw new IllegalArgumentException(key + " is used where input is " + where + " only, found input "
                    + name(input) + "; leave " + key + " out");
        }
    }

    private static String name(Input input) {
        return input.name().toLowerCase(Locale.ROOT);
    }

    /** What a model takes. */
    public enum Input {
        /** Samples. */
        WAVEFORM,
        /** Log-mel frames by VGGish's convention. */
        LOGMEL,
        /** Frames that another model makes of samples. */
        MODEL
    }
}
