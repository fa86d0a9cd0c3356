package dev.attune.api.nn;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class MultiHeadAttentionTest {
    private static final int BATCH = 3;
    private static final int QUERIES = 4;
    private static final int KEYS = 5;
    private static final int WIDTH = 6;
    private static final int HEADS = 2;
    /** The last row: no key is valid. */
    private static final boolean[] MASK = {
        true, true, true, true, true, true, false, true, false, true, false, false, false, false, false
    };

    @Test
    void agreesWithEquationsUnderAMask() {
        MultiHeadAttention layer = new MultiHeadAttention(WIDTH, HEADS, 0, RandomSource.of(1));
        LayerCheck.of((pass, in) -> layer.apply(pass, in.get("queries"), in.get("keys"), in.get("mask")))
                .with(layer)
                .input("queries", BATCH, QUERIES, WIDTH)
                .input("keys", BATCH, KEYS, WIDTH)
                .mask("mask", MASK, BATCH, KEYS)
                .agreesWith(MultiHeadAttentionTest::attend);
    }

    private static double[] attend(Named<double[]> values) {
        double[] q = Loops.linear(values, "q_proj", values.get("queries"), WIDTH, WIDTH);
        double[] k = Loops.linear(values, "k_proj", values.get("keys"), WIDTH, WIDTH);
        double[] v = Loops.linear(values, "v_proj", values.get("keys"), WIDTH, WIDTH);
        int size = WIDTH / HEADS;
        double[] attended = new double[BATCH * QUERIES * WIDTH];
        for (int b = 0; b < BATCH; b++) {
            for (int head = 0; head < HEADS; head++) {
                for (int l = 0; l < QUERIES; l++) {
                    double[] weights = new double[KEYS];
                    double total = 0;
                    for (int s = 0; s < KEYS; s++) {
                        double score = 0;
                        for (int d = head * size; d < (head + 1) * size; d++) {
                            score += q[(b * QUERIES + l) * WIDTH + d] * k[(b * KEYS + s) * WIDTH + d];
                        }
                        weights[s] = MASK[b * KEYS + s] ? Math.exp(score / Math.sqrt(size)) : 0;
                        total += weights[s];
                    }
                    for (int d = head * size; d < (head + 1) * size; d++) {
                        for (int s = 0; s < KEYS; s++) {
                            attended[(b * QUERIES + l) * WIDTH + d] +=
                                    total == 0 ? 0 : weights[s] / total * v[(b * KEYS + s) * WIDTH + d];
                        }
                    }
                }
            }
        }
        return Loops.linear(values, "out_proj", attended, WIDTH, WIDTH);
    }

    @Test
    void refusesHeadsThatDoNotDivideTheWidth() {
        assertThatThrownBy(() -> new MultiHeadAttention(6, 4, 0, RandomSource.of(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("width must be a multiple of heads, found 6 and 4");
    }
}
