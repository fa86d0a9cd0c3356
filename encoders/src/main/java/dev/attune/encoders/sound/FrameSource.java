package dev.attune.encoders.sound;

/** Gives frames of features, one after the other, at a fixed distance in time. */
interface FrameSource {
    /** Returns the numbers of a frame. */
    int width();

    /**
     * Writes the next frame.
     *
     * @return false after the last
     */
    boolean next(float[] frame);
}
