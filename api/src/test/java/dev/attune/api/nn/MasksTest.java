package dev.attune.api.nn;

import org.junit.jupiter.api.Test;

final class MasksTest {
    private static final boolean[] MASK = {true, false, true, false, false, false};

    @Test
    void zeroesWhatIsNotValid() {
        LayerCheck.of((pass, in) -> Masks.apply(in.get("x"), in.get("mask")))
                .input("x", 2, 3, 2)
                .mask("mask", MASK, 2, 3)
                .agreesWith(values -> {
                    double[] x = values.get("x").clone();
                    for (int i = 0; i < x.length; i++) {
                        x[i] = MASK[i / 2] ? x[i] : 0;
                    }
                    return x;
                });
    }

    /** The second sequence has no valid frame: its mean is zero. */
    @Test
    void averagesOverValidFrames() {
        LayerCheck.of((pass, in) -> Masks.mean(in.get("x"), in.get("mask")))
                .input("x", 2, 3, 2)
                .mask("mask", MASK, 2, 3)
                .agreesWith(values -> {
                    double[] x = values.get("x");
                    return new double[] {(x[0] + x[4]) / 2, (x[1] + x[5]) / 2, 0, 0};
                });
    }
}
