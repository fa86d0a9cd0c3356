package dev.attune.fusion.baselines;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JcaReferenceTest {
    private static final JcaFactory FACTORY = new JcaFactory();

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 1", "2, 2", "3, 2", "4, 1"})
    void journalFollowsItsFormulas(int modalities, int steps) {
        ReferenceComparison.fusion(FACTORY, journal(steps, 0.6), modalities, problem -> journal(problem, steps));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void journalDropsTheCorrelationAndThenTheUpdate(int steps) {
        ReferenceComparison.fusion(FACTORY, journal(steps, 0.4), 2, true, 0.4, problem -> journal(problem, steps));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void workshopFollowsItsFormulas(int modalities) {
        // visual, audio, video: with three modalities two share an initial, so that parts are numbered
        List<String> suffixes = modalities < 3 ? List.of("v", "a") : List.of("1", "2", "3");
        JcaConfig config = new JcaConfig(
                JcaConfig.Variant.CVPRW_2022, 1, Optional.empty(), Optional.of(3), Optional.of(4), Optional.empty());
        ReferenceComparison.fusion(FACTORY, config, modalities, problem -> workshop(problem, suffixes));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void refusesAnOtherWindowLengthThanItsWeightsWereMadeFor(boolean longer) {
        int length = ReferenceComparison.LENGTH + (longer ? 1 : -1);
        JcaConfig config = new JcaConfig(
                JcaConfig.Variant.JOURNAL,
                1,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(length));
        assertThatThrownBy(() -> FACTORY.create(config, ReferenceComparison.context(2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("sequence length must be the window length 5, found " + length);
    }

    private static JcaConfig journal(int steps, double dropout) {
        return new JcaConfig(
                JcaConfig.Variant.JOURNAL,
                steps,
                Optional.of(dropout),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static double[][][] journal(Reference.Problem problem, int steps) {
        return AttentionReferences.journal(problem, "", steps).get(steps).joined();
    }

    private static double[][][] workshop(Reference.Problem problem, List<String> suffixes) {
        Weights weights = problem.weights();
        double[][][] fused = new double[problem.windows()][][];
        for (int b = 0; b < fused.length; b++) {
            List<double[][]> encoded = new ArrayList<>();
            for (int m = 0; m < problem.modalities(); m++) {
                double[][] x =
                        weights.linear("encoder" + (m + 1), problem.window(b).get(m));
                encoded.add(Loops.existing(x, problem.frames()[b]));
            }
            double[][] joint = Loops.sideBySide(encoded);
            double scale = Math.sqrt((double) joint[0].length);
            List<double[][]> attended = new ArrayList<>();
            for (int m = 0; m < encoded.size(); m++) {
                String suffix = suffixes.get(m);
                double[][] features = Loops.transpose(encoded.get(m));
                double[][] mixed = Loops.multiply(weights.matrix("affine_" + suffix + ".weight"), joint);
                double[][] correlation = Loops.map(Loops.multiply(features, mixed), value -> Math.tanh(value / scale));
                double[][] hidden = Loops.map(
                        Loops.add(
                                weights.linearWithoutBias("W_c" + suffix, correlation),
                                weights.linearWithoutBias("W_" + suffix, features)),
                        Loops::relu);
                double[][] back = weights.linearWithoutBias("W_h" + suffix, hidden);
                attended.add(Loops.add(Loops.transpose(back), encoded.get(m)));
            }
            fused[b] = Loops.sideBySide(attended);
        }
        return fused;
    }
}
