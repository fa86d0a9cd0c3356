package dev.attune.datasets.affwild2;

import java.nio.FloatBuffer;

/** The frames of a trial, whichever layout they come from; not the labels. */
interface Frames {
    /** Returns their number. */
    int length();

    /** Reads features of frames [from, to), as {@link dev.attune.api.data.Clip#readFeatures} does. */
    void readFeatures(String modality, int from, int to, FloatBuffer destination);

    /** Reads which of the frames [from, to) have features. */
    void readMask(String modality, int from, int to, boolean[] destination, int offset);

    /** Reads when the frames [from, to) begin; NaN where it is not known. */
    void readTimes(int from, int to, double[] destination, int offset);

    /** Says where a value comes from. */
    String describe(String modality, int frame, int column);
}
