package dev.attune.encoders.faces;

import static java.util.Objects.requireNonNull;

import dev.attune.api.config.DefaultValue;
import dev.attune.api.config.Doc;
import dev.attune.api.config.Range;
import dev.attune.api.encoder.ModelSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Options of {@code onnx-face}.
 *
 * @param face how the face is found
 * @param model the model file
 * @param preset stands for the options of a known model
 * @param size of the model's pictures
 * @param colour of the model's pictures
 * @param scale of the model's numbers
 * @param mean taken off
 * @param std divided by
 * @param layout of the model's input
 * @param tensor that is read
 * @param cut what is shown
 * @param margin of the cut
 * @since 0.1
 */
public record OnnxFaceConfig(
        @Doc("How the face is found and followed.") FaceConfig face,

        @Doc("The ONNX file; may be left out with a preset, which then gives its public address.")
        Optional<ModelSource> model,

        @Doc("A known model, whose options need not be given; those that are given count more.")
        Optional<Preset> preset,

        @Doc("The side of the square pictures that the model takes, in pixels; what the model says, if left out.")
        @Range(min = 8, max = 2048)
        Optional<Integer> size,

        @Doc("The channels of a pixel; grey or rgb, by the number of channels that the model takes, if left out.")
        Optional<Colour> colour,

        @Doc(
                "How bytes become numbers before mean and std: unit is x / 255, signed is (x - 127.5) / 127.5, byte leaves them; unit if left"
                        + " out.")
        Optional<Scale> scale,

        @Doc(
                "Is taken off, one number for all channels or one for each in the order of the model's channels; [] for 0.")
        @DefaultValue("[]")
        List<Double> mean,

        @Doc("Then divides, one number for all channels or one for each; [] for 1.") @DefaultValue("[]")
        List<Double> std,

        @Doc("The order of the axes of the model's input; seen from its shape, if left out.")
        Optional<Layout> layout,

        @Doc(
                "The tensor to read, an output or an inner one; the first output, if left out. Of planes, the means are taken.")
        Optional<String> tensor,

        @Doc(
                "What is shown: aligned turns the face so that its landmarks lie where ArcFace has them, box is upright and square;"
                        + " aligned, if left out.")
        Optional<Cut> cut,

        @Doc("How much more is shown on each side, as a part of the cut; 0, if left out.") @Range(min = -0.25, max = 2)
        Optional<Double> margin) {
    /** Checks that there is a model and that the numbers fit. */
    public OnnxFaceConfig {
        requireNonNull(face, "face is null");
        requireNonNull(size, "size is null");
        requireNonNull(colour, "colour is null");
        requireNonNull(scale, "scale is null");
        requireNonNull(layout, "layout is null");
        requireNonNull(tensor, "tensor is null");
        requireNonNull(cut, "cut is null");
        requireNonNull(margin, "margin is null");
        mean = List.copyOf(mean);
        std = List.copyOf(std);
        if (model.isEmpty() && preset.isEmpty()) {
            throw new IllegalArgumentException(
                    "found neither model nor preset; give the path of an ONNX file as model");
        }
        if (std.contains(0.0)) {
            throw new IllegalArgumentException("std must not be 0, found " + std);
        }
    }

    /**
     * Makes options that leave everything to the model.
     *
     * @param model the ONNX file
     */
    public static OnnxFaceConfig of(ModelSource model) {
        return new OnnxFaceConfig(
                FaceConfig.DEFAULT,
                Optional.of(model),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** The channels of a pixel. */
    public enum Colour {
        /** One, from black to white. */
        GREY,
        /** Red, green, blue. */
        RGB,
        /** Blue, green, red. */
        BGR
    }

    /** How bytes become numbers. */
    public enum Scale {
        /** From 0 to 1. */
        UNIT,
        /** From -1 to 1. */
        SIGNED,
        /** From 0 to 255. */
        BYTE
    }

    /** The order of the axes of the model's input. */
    public enum Layout {
        /** Faces, channels, rows, columns. */
        NCHW,
        /** Faces, rows, columns, channels. */
        NHWC
    }

    /** What of the picture is shown. */
    public enum Cut {
        /** Turned and scaled by landmarks. */
        ALIGNED,
        /** A square round the box. */
        BOX
    }

    /** A known model: EmotiEffLib's, trained on AffectNet (Savchenko, 2022), Apache-2.0. */
    public enum Preset {
        /** EfficientNet-B0, best on VGAF. */
        ENET_B0_8_BEST_VGAF(224),
        /** EfficientNet-B0, best on AFEW. */
        ENET_B0_8_BEST_AFEW(224),
        /** EfficientNet-B0 with valence and arousal. */
        ENET_B0_8_VA_MTL(224),
        /** EfficientNet-B2. */
        ENET_B2_8(260),
        /** MobileFaceNet with valence and arousal. */
        MBF_VA_MTL(112);

        private static final String ADDRESS =
                "https://github.com/sb-ai-lab/EmotiEffLib/blob/main/models/affectnet_emotions/onnx/";
        private static final List<Double> IMAGENET_MEAN = List.of(0.485, 0.456, 0.406);
        private static final List<Double> IMAGENET_STD = List.of(0.229, 0.224, 0.225);

        private final int size;

        Preset(int size) {
            this.size = size;
        }

        int size() {
            return size;
        }

        ModelSource source() {
            return ModelSource.of(ADDRESS + name().toLowerCase(Locale.ROOT) + ".onnx?raw=true");
        }

        List<Double> mean() {
            return this == MBF_VA_MTL ? List.of(0.5) : IMAGENET_MEAN;
        }

        List<Double> std() {
            return this == MBF_VA_MTL ? List.of(0.5) : IMAGENET_STD;
        }
    }
}
