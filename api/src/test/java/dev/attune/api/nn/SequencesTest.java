package dev.attune.api.nn;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The gradients count: the engine's own concatenation drops that of a single array. */
final class SequencesTest {
    @Test
    void concatPutsFeaturesSideBySide() {
        LayerCheck.of((pass, in) -> Sequences.concat(List.of(in.get("a"), in.get("b"))))
                .input("a", 1, 2, 2)
                .input("b", 1, 2, 1)
                .agreesWith(values -> {
                    double[] a = values.get("a");
                    double[] b = values.get("b");
                    return new double[] {a[0], a[1], b[0], a[2], a[3], b[1]};
                });
    }

    @Test
    void chainPutsFramesOneAfterTheOther() {
        LayerCheck.of((pass, in) -> Sequences.chain(List.of(in.get("a"), in.get("b"))))
                .input("a", 2, 2, 1)
                .input("b", 2, 1, 1)
                .agreesWith(values -> {
                    double[] a = values.get("a");
                    double[] b = values.get("b");
                    return new double[] {a[0], a[1], b[0], a[2], a[3], b[1]};
                });
    }

    @Test
    void oneSequenceKeepsItsGradient() {
        LayerCheck.of((pass, in) -> Sequences.concat(List.of(in.get("a"))))
                .input("a", 1, 2, 2)
                .agreesWith(values -> values.get("a"));
        LayerCheck.of((pass, in) -> Sequences.chain(List.of(in.get("a"))))
                .input("a", 1, 2, 2)
                .agreesWith(values -> values.get("a"));
    }
}
