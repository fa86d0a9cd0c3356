package dev.attune.api.data;

import dev.attune.api.PublicApi;
import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * One recording: sequences of features on a common clock, and labels.
 *
 * <p>Reading is random access and must not hold the whole clip in memory when the source can be memory-mapped. Safe for use by
 * several threads.
 *
 * @since 0.1
 */
@PublicApi(usage = PublicApi.Usage.IMPLEMENT, state = PublicApi.State.EXPERIMENTAL, since = "0.1")
public interface Clip {
    /** Returns the name, unique in its dataset and usable as a file name. */
    String id();

    /**
     * Names what the clip has in common with others that makes it dependent on them; clips of one group have one name.
     *
     * <p>Examples: the video, of clips that show two people of one video; the recording, of its segments; the dialog, of its turns; the
     * speaker, where several recordings are of one. Intervals and tests draw the clips of a group together, as one: what is learnt from
     * four segments of a recording is less than from four recordings. Where clips are dealt out at random, into folds say, a group stays
     * together. Take the widest that makes clips alike and of which the corpus still has many: a group that has all clips leaves
     * nothing to draw.
     *
     * @return a name, not blank and the same at each call; by default that of the clip, which is then independent of all others
     * @since 0.1
     */
    default String group() {
        return id();
    }

    /** Returns the number of frames. */
    int length();

    /**
     * Reads features of frames [from, to), row by row.
     *
     * @param modality a modality of the dataset
     * @param from first frame
     * @param to frame after the last
     * @param destination takes (to - from) · D values from its position on, and is advanced by their number
     */
    void readFeatures(String modality, int from, int to, FloatBuffer destination);

    /**
     * Reads which frames of a modality are valid, in [from, to).
     *
     * @param modality a modality of the dataset
     * @param from first frame
     * @param to frame after the last
     * @param destination takes (to - from) values
     * @param offset where the first value goes
     */
    void readMask(String modality, int from, int to, boolean[] destination, int offset);

    /**
     * Reads labels of frames [from, to), row by row, one column a target; NaN where there is no label.
     *
     * @param from first frame
     * @param to frame after the last
     * @param destination takes (to - from) · targets values from its position on, and is advanced by their number
     */
    void readLabels(int from, int to, FloatBuffer destination);

    /**
     * Reads when frames [from, to) begin, on the clock of the recording.
     *
     * @param from first frame
     * @param to frame after the last
     * @param destination takes (to - from) values, in seconds; NaN where it is not known
     * @param offset where the first value goes
     */
    default void readTimes(int from, int to, double[] destination, int offset) {
        Arrays.fill(destination, offset, offset + to - from, Double.NaN);
    }

    /**
     * Says where a value comes from, for error messages.
     *
     * @param what a modality, or {@code labels}
     * @param frame a frame of this clip
     * @param column a column of that frame
     * @return for example {@code train.npz, array audio, row 17, column 3 (clip 5, frame 2)}
     */
    default String describe(String what, int frame, int column) {
        return "clip " + id() + ", " + what + ", frame " + frame + ", column " + column;
    }
}
