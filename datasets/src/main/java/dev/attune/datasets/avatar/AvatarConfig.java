package dev.attune.datasets.avatar;

import static java.util.Objects.requireNonNull;

import dev.attune.api.config.DefaultValue;
import dev.attune.api.config.Doc;
import dev.attune.api.config.Range;

/**
 * Options of the avatar corpus.
 *
 * @param clips recordings in all
 * @param seconds length of a recording
 * @param rate pictures per second
 * @param width of a picture
 * @param height of a picture
 * @param speakers different heads and voices
 * @param noise how inexactly face, voice and words follow the truth
 * @param carries what each modality tells of the labels
 * @param seed of everything random
 * @since 0.1
 */
public record AvatarConfig(
        @Doc("Recordings in all: about two thirds to train on, a sixth to select on and a sixth to report on.")
        @DefaultValue("96")
        @Range(min = 3, max = 10_000)
        int clips,

        @Doc("Length of a recording in seconds.") @DefaultValue("8") @Range(min = 2, max = 600)
        double seconds,

        @Doc("Pictures per second.") @DefaultValue("25") @Range(min = 5, max = 120)
        double rate,

        @Doc("Width of a picture in pixels, even.") @DefaultValue("192") @Range(min = 96, max = 1920)
        int width,

        @Doc("Height of a picture in pixels, even.") @DefaultValue("192") @Range(min = 96, max = 1920)
        int height,

        @Doc("Different heads and voices, taken in turn in each split, a little different in every recording.")
        @DefaultValue("4")
        @Range(min = 1, max = 64)
        int speakers,

        @Doc(
                "Standard deviation of the quick wobble by which face, voice and words miss their part of the truth, as a share of the part's.")
        @DefaultValue("0.1")
        @Range(min = 0, max = 5)
        double noise,

        @Doc("What each modality tells of the labels.") Carries carries,

        @Doc("Seed of the corpus; another seed is another corpus.") @DefaultValue("0")
        long seed) {
    /** Checks the numbers. */
    public AvatarConfig {
        requireNonNull(carries, "carries is null");
        requireBetween("clips", clips, 3, 10_000);
        requireBetween("seconds", seconds, 2, 600);
        requireBetween("rate", rate, 5, 120);
        requireBetween("width", width, 96, 1920);
        requireBetween("height", height, 96, 1920);
        requireBetween("speakers", speakers, 1, 64);
        requireBetween("noise", noise, 0, 5);
        if (width % 2 != 0 || height % 2 != 0) {
            throw new IllegalArgumentException(
                    "width and height must be even, as videos need, found " + width + " x " + height);
        }
    }

    private static void requireBetween(String name, double value, double least, double greatest) {
        if (!(value >= least && value <= greatest)) {
            throw new IllegalArgumentException(
                    name + " must be between " + least + " and " + greatest + ", found " + value);
        }
    }

    /**
     * What each modality tells of each label.
     *
     * @param valence shares of its variance
     * @param arousal shares of its variance
     */
    public record Carries(
            @Doc("How the variance of valence is shared out.")
            Shares valence,

            @Doc("How the variance of arousal is shared out.")
            Shares arousal) {
        /** Checks for null. */
        public Carries {
            requireNonNull(valence, "valence is null");
            requireNonNull(arousal, "arousal is null");
        }

        Shares of(Target target) {
            return target == Target.VALENCE ? valence : arousal;
        }
    }

    /**
     * Shares of a label's variance, relative to each other.
     *
     * @param visual told by the face
     * @param audio told by the voice
     * @param text told by the words
     */
    public record Shares(
            @Doc("Share that the face tells: valence by the mouth, arousal by brows and eyes.")
            @DefaultValue("1")
            @Range(min = 0, max = 1000)
            double visual,

            @Doc("Share that the voice tells: valence by its timbre, arousal by pitch, loudness and tempo.")
            @DefaultValue("1")
            @Range(min = 0, max = 1000)
            double audio,

            @Doc("Share that the words tell: valence by their sentiment, arousal by their intensity.")
            @DefaultValue("1")
            @Range(min = 0, max = 1000)
            double text) {
        /** Checks that somebody tells something. */
        public Shares {
            if (!(visual >= 0 && audio >= 0 && text >= 0 && visual + audio + text > 0)) {
                throw new IllegalArgumentException("shares must not be below 0, and one must be above, found visual "
                        + visual + ", audio " + audio + ", text " + text);
            }
        }

        /** Returns the part of the variance that a modality tells; those of all modalities sum to 1. */
        double of(Modality modality) {
            double share = switch (modality) {
                case VISUAL -> visual;
                case AUDIO -> audio;
                case TEXT -> text;
            };
            return share / (visual + audio + text);
        }
    }

    /** Makes the options that a command without any of them means. */
    public static AvatarConfig defaults() {
        Shares equal = new Shares(1, 1, 1);
        return new AvatarConfig(96, 8, 25, 192, 192, 4, 0.1, new Carries(equal, equal), 0);
    }

    /** Returns the number of pictures of a recording. */
    int frames() {
        return (int) Math.round(seconds * rate);
    }

    /** Returns how many clips report, and as many select; the rest trains. */
    int held() {
        return Math.max(1, (int) Math.round(clips / 6.0));
    }
}
