package dev.attune.api.nn;

import dev.attune.api.data.TargetInfo;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RegressionHeadTest {
    private static final boolean[] FRAMES = {true, true, true, true, false, true, true, false, false, false};

    @Test
    void agreesWithEquations() {
        List<TargetInfo> targets = List.of(TargetInfo.continuous("valence"), TargetInfo.continuous("arousal"));
        RegressionHead head = new RegressionHead(4, 3, 0, targets, RandomSource.of(1));
        LayerCheck.of((pass, in) -> head.apply(pass, in.get("fused"), in.get("frames")))
                .with(head)
                .input("fused", 2, 5, 4)
                .mask("frames", FRAMES, 2, 5)
                .agreesWith(RegressionHeadTest::predict);
    }

    private static double[] predict(Named<double[]> values) {
        double[] hidden = Loops.linear(values, "regressor1", values.get("fused"), 4, 3);
        double[] normalised = Loops.batchNorm(hidden, FRAMES, values.get("bn1.weight"), values.get("bn1.bias"));
        for (int i = 0; i < normalised.length; i++) {
            normalised[i] = Loops.leakyRelu(normalised[i]);
        }
        double[] scores = Loops.linear(values, "regressor2", normalised, 3, 2);
        for (int i = 0; i < scores.length; i++) {
            scores[i] = Math.tanh(scores[i]);
        }
        return scores;
    }
}
