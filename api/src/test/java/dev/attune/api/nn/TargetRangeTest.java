package dev.attune.api.nn;

import dev.attune.api.data.TargetInfo;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TargetRangeTest {
    private static final TargetInfo VALENCE = TargetInfo.continuous("valence");
    private static final TargetInfo RATING = new TargetInfo("rating", TargetInfo.Kind.CONTINUOUS, 1, 9);
    private static final TargetInfo LAUGHTER = TargetInfo.binary("laughter");

    private static void check(TargetInfo... targets) {
        LayerCheck.of((pass, in) -> TargetRange.map(in.get("scores"), List.of(targets)))
                .input("scores", 2, 3, targets.length)
                .agreesWith(values -> map(values.get("scores"), targets));
    }

    private static double[] map(double[] scores, TargetInfo... targets) {
        double[] mapped = new double[scores.length];
        for (int i = 0; i < scores.length; i++) {
            TargetInfo target = targets[i % targets.length];
            double unit =
                    target.kind() == TargetInfo.Kind.BINARY ? Loops.sigmoid(scores[i]) : (Math.tanh(scores[i]) + 1) / 2;
            mapped[i] = target.min() + (target.max() - target.min()) * unit;
        }
        return mapped;
    }

    @Test
    void mapsOntoOneRange() {
        check(VALENCE, VALENCE);
        check(RATING);
        check(LAUGHTER);
    }

    @Test
    void mapsEachTargetOntoItsOwnRange() {
        check(VALENCE, RATING, LAUGHTER);
        check(LAUGHTER, VALENCE);
    }
}
