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
                .agreesWith(values -> attend(values, MASK, false));
    }

    @Test
    void doesNotLookAheadWhereCausal() {
        boolean[] mask = {true, true, true, true, true, false, false, true, true, true, true, true, false, false, false
        }; // in the second row the first two queries see no key at all
        MultiHeadAttention layer = new MultiHeadAttention(WIDTH, HEADS, 0, RandomSource.of(1));
        LayerCheck.of((pass, in) -> layer.apply(pass, in.get("queries"), in.get("keys"), in.get("mask"), true))
                .with(layer)
                .input("queries", BATCH, QUERIES, WIDTH)
                .input("keys", BATCH, KEYS, WIDTH)
                .mask("mask", mask, BATCH, KEYS)
                .agreesWith(values -> attend(values, mask, true));
    }

    private static double[] attend(Named<double[]> values, boolean[] mask, boolean causal) {
        Loops.Attention over = new Loops.Attention(BATCH, QUERIES, KEYS, WIDTH, HEADS, mask, causal);
        double[] nothingDropped = Loops.ones(BATCH * HEADS * QUERIES * KEYS);
        return Loops.attention(values, "", values.get("queries"), values.get("keys"), over, nothingDropped);
    }

    @Test
    void refusesHeadsThatDoNotDivideTheWidth() {
        assertThatThrownBy(() -> new MultiHeadAttention(6, 4, 0, RandomSource.of(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("width must be a multiple of heads, found 6 and 4");
    }
}
