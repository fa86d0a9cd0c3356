package dev.attune.api.nn;

import ai.djl.ndarray.NDArray;
import org.junit.jupiter.api.Test;

final class FrameAttentionTest {
    private static final int[] LENGTHS = {4, 2, 0};
    private static final int BATCH = 3;
    private static final int FRAMES = 4;
    private static final int OWN = 3;
    private static final int OTHER = 2;

    /** The last window has no frame at all: its attention is zero, not an undefined ratio. */
    @Test
    void agreesWithEquationsUnderAMask() {
        LayerCheck.of((pass, in) -> {
                    NDArray similarity = FrameAttention.similarity(in.get("keys"), in.get("w"), in.get("queries"));
                    return FrameAttention.attend(
                            FrameAttention.weights(similarity, in.get("frames")), in.get("values"));
                })
                .input("keys", BATCH, FRAMES, OWN)
                .input("w", OWN, OTHER)
                .input("queries", BATCH, FRAMES, OTHER)
                .input("values", BATCH, FRAMES, OWN)
                .prefixMask("frames", FRAMES, LENGTHS)
                .agreesWith(FrameAttentionTest::attend);
    }

    private static double[] attend(Named<double[]> in) {
        double[] attended = new double[BATCH * FRAMES * OWN];
        for (int b = 0; b < BATCH; b++) {
            for (int query = 0; query < FRAMES; query++) {
                double total = 0;
                for (int key = 0; key < LENGTHS[b]; key++) {
                    total += Math.exp(similarity(in, b * FRAMES + key, b * FRAMES + query));
                }
                for (int key = 0; key < LENGTHS[b]; key++) {
                    double share = Math.exp(similarity(in, b * FRAMES + key, b * FRAMES + query)) / total;
                    for (int d = 0; d < OWN; d++) {
                        attended[(b * FRAMES + query) * OWN + d] +=
                                share * in.get("values")[(b * FRAMES + key) * OWN + d];
                    }
                }
            }
        }
        return attended;
    }

    private static double similarity(Named<double[]> in, int key, int query) {
        double sum = 0;
        for (int i = 0; i < OWN; i++) {
            for (int j = 0; j < OTHER; j++) {
                sum += in.get("keys")[key * OWN + i]
                        * in.get("w")[i * OTHER + j]
                        * in.get("queries")[query * OTHER + j];
            }
        }
        return sum;
    }
}
