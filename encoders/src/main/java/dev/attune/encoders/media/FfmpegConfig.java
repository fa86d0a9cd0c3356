package dev.attune.encoders.media;

import static java.util.Objects.requireNonNull;

import dev.attune.api.config.DefaultValue;
import dev.attune.api.config.Doc;
import dev.attune.api.config.Range;
import java.util.Optional;

/**
 * Options of reading recordings with FFmpeg.
 *
 * @param threads threads that decode one stream; 0 lets FFmpeg decide
 * @param strict what happens to a damaged file
 * @param nominalRate frames per second where there are no pictures
 * @param audioTrack the track of sound, counted from 0
 * @param still what happens to a file of one picture
 * @since 0.1
 */
public record FfmpegConfig(
        @Doc(
                "Threads that decode one stream; 0 lets FFmpeg decide. One is the most efficient when several files are read at once.")
        @DefaultValue("1")
        @Range(min = 0, max = 64)
        int threads,

        @Doc(
                "What happens to a damaged or truncated file: warn reads what there is and says what is wrong; fail refuses it.")
        @DefaultValue("warn")
        Strictness strict,

        @Doc("Frames per second of the clock of a file without pictures.")
        @DefaultValue("25")
        @Range(min = 0.1, max = 1000)
        double nominalRate,

        @Doc("The track of sound, counted from 0; by default the one that the file marks as default.")
        Optional<Integer> audioTrack,

        @Doc(
                "What happens to a file that is a single picture: accept takes it as a video of one frame; refuse does not.")
        @DefaultValue("accept")
        StillPicture still) {
    /** Checks the numbers. */
    public FfmpegConfig {
        requireNonNull(strict, "strict is null");
        requireNonNull(audioTrack, "audioTrack is null");
        requireNonNull(still, "still is null");
        if (threads < 0) {
            throw new IllegalArgumentException("threads must be at least 0, found " + threads);
        }
        if (!(nominalRate > 0)) {
            throw new IllegalArgumentException("nominal-rate must be above 0, found " + nominalRate);
        }
        audioTrack.ifPresent(track -> {
            if (track < 0) {
                throw new IllegalArgumentException("audio-track is counted from 0, found " + track);
            }
        });
    }

    /** Returns the options that a configuration leaves out. */
    public static FfmpegConfig defaults() {
        return new FfmpegConfig(1, Strictness.WARN, 25, Optional.empty(), StillPicture.ACCEPT);
    }

    /** What happens to a damaged or truncated file. */
    public enum Strictness {
        /** It is read as far as it goes, and the recording says what is wrong. */
        WARN,
        /** It is refused. */
        FAIL
    }

    /** What happens to a file that is a single picture. */
    public enum StillPicture {
        /** It is a video of one frame. */
        ACCEPT,
        /** It is refused. */
        REFUSE
    }
}
