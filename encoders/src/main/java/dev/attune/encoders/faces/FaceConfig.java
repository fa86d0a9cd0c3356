package dev.attune.encoders.faces;

import static java.util.Objects.requireNonNull;

import dev.attune.api.config.DefaultValue;
import dev.attune.api.config.Doc;
import dev.attune.api.config.Range;
import dev.attune.api.encoder.ModelSource;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * How faces are found and followed.
 *
 * @param detector finds faces in single pictures
 * @param model the detector's model file
 * @param every of how many pictures one is searched
 * @param largestSide of the copy that is searched
 * @param minSize of a face
 * @param threshold of the detectors that are networks
 * @param neighbours of the cascade
 * @param maxGap that is bridged
 * @param smooth over which boxes are averaged
 * @param crops instead of a search
 * @since 0.1
 */
public record FaceConfig(
        @Doc(
                "What finds faces: cascade needs no model file and sees frontal faces; yunet and ultraface need one and see turned ones too.")
        @DefaultValue("cascade")
        Detector detector,

        @Doc("The ONNX file of yunet or ultraface.") Optional<ModelSource> model,

        @Doc("Searches every n-th picture; in those between, the face is interpolated.")
        @DefaultValue("2")
        @Range(min = 1, max = 1000)
        int every,

        @Doc(
                "Searches a copy of the picture whose larger side has at most this many pixels; if left out, 240 for cascade, and 320 for"
                        + " yunet, whose landmarks need more; not for ultraface, which always takes 320 x 240.")
        @Range(min = 64, max = 4096)
        Optional<Integer> largestSide,

        @Doc("The height of the smallest face that counts, as a part of the picture's shorter side.")
        @DefaultValue("0.2")
        @Range(min = 0.01, max = 1)
        double minSize,

        @Doc(
                "How sure yunet or ultraface must be of a face, from 0 to 1; not for cascade, which has neighbours instead.")
        @DefaultValue("0.7")
        @Range(min = 0, max = 1)
        double threshold,

        @Doc("How many overlapping boxes the cascade needs for a face, more means fewer false ones; for cascade only.")
        @DefaultValue("3")
        @Range(min = 1, max = 100)
        int neighbours,

        @Doc("Bridges a time without the face of at most this many seconds; pictures in a longer one have no features.")
        @DefaultValue("0.5")
        @Range(min = 0, max = 60)
        double maxGap,

        @Doc("Averages boxes and landmarks over this many seconds, so that the cut does not tremble; 0 for none.")
        @DefaultValue("0.2")
        @Range(min = 0, max = 10)
        double smooth,

        @Doc(
                "A folder of faces that were cut out before, instead of a search: crops/CLIP/00001.jpg is the face in the first picture of CLIP, as it"
                        + " is; where there is no file, there is no face.")
        Optional<Path> crops) {
    private static final double THRESHOLD = 0.7;
    private static final int NEIGHBOURS = 3;

    /** The options as they are when nothing is given. */
    public static final FaceConfig DEFAULT = new FaceConfig(
            Detector.CASCADE,
            Optional.empty(),
            2,
            Optional.empty(),
            0.2,
            THRESHOLD,
            NEIGHBOURS,
            0.5,
            0.2,
            Optional.empty());

    /** Checks that there is a model where one is needed, and nothing that the detector does not use. */
    public FaceConfig {
        requireNonNull(detector, "detector is null");
        requireNonNull(model, "model is null");
        requireNonNull(largestSide, "largestSide is null");
        requireNonNull(crops, "crops is null");
        if (crops.isPresent() && detector != Detector.CASCADE) {
            throw new IllegalArgumentException("crops are not searched for faces, found the detector " + name(detector)
                    + " with them; leave one of the two out");
        }
        if ((detector == Detector.CASCADE) == model.isPresent()) {
            throw new IllegalArgumentException(
                    detector == Detector.CASCADE
                            ? "the detector cascade takes no model, found one; choose yunet or ultraface, or leave it out"
                            : "the detector " + name(detector)
                                    + " needs the option model, found none; give the path of its ONNX file");
        }
        // That an option was given can only be told from a value that is not the default.
        if (detector == Detector.CASCADE && threshold != THRESHOLD) {
            throw new IllegalArgumentException("the detector cascade has no scores, found threshold " + threshold
                    + "; leave it out, or give neighbours");
        }
        if (detector != Detector.CASCADE && neighbours != NEIGHBOURS) {
            throw new IllegalArgumentException("neighbours is for the detector cascade only, found " + neighbours
                    + " with " + name(detector) + "; leave it out, or give threshold");
        }
        if (detector == Detector.ULTRAFACE && largestSide.isPresent()) {
            throw new IllegalArgumentException("the detector ultraface always takes 320 x 240, found largest-side "
                    + largestSide.get() + "; leave it out");
        }
    }

    private static String name(Detector detector) {
        return detector.name().toLowerCase(Locale.ROOT);
    }

    /** Returns the larger side of the searched copy in pixels. */
    int searchedSide() {
        return largestSide.orElse(detector == Detector.CASCADE ? 240 : 320);
    }

    /** What finds faces in a picture. */
    public enum Detector {
        /** OpenCV's cascades for frontal faces and eyes. */
        CASCADE,
        /** The network YuNet, which gives five landmarks too. */
        YUNET,
        /** The network RFB-320, which gives boxes. */
        ULTRAFACE
    }
}
