package dev.attune.runner.extract;

/** Takes the features of frames, in order. */
@FunctionalInterface
interface FrameSink {
    /**
     * Takes the next frame.
     *
     * @param features zeros where the frame is not valid; holds until the next call
     * @param valid whether there are features
     */
    void frame(float[] features, boolean valid);
}
