package dev.attune.encoders.sound;

import dev.attune.api.PublicApi;

/**
 * Where a patch of sound lies, seen from the frame that it belongs to.
 *
 * @since 0.1
 */
@PublicApi(usage = PublicApi.Usage.CALL, state = PublicApi.State.EXPERIMENTAL, since = "0.1")
public enum PatchAt {
    /** It begins at the frame's time, so that a frame hears what comes after it. */
    AHEAD,
    /** The frame's time is in its middle. */
    CENTRE;

    /** Returns the number of the first 10 ms of a patch; halves go to the even number, as in the authors' code. */
    long start(double seconds, int length) {
        long frame = (long) Math.rint(seconds * Spectrum.RATE / Spectrum.HOP);
        return this == AHEAD ? frame : frame - length / 2;
    }
}
