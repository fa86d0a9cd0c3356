package dev.attune.fusion.baselines;

import dev.attune.api.config.NoOptions;
import dev.attune.api.data.TargetInfo;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The fusions in which frames do not mix. */
class SimpleFusionReferenceTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void concatPutsFeaturesSideBySide(int modalities) {
        ConcatConfig config = new ConcatConfig(List.of(), 0);
        ReferenceComparison.fusion(new ConcatFactory(), config, modalities, problem -> windows(problem, x -> x));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void concatMayHaveHiddenLayers(boolean training) {
        ConcatConfig config = new ConcatConfig(List.of(6, 3), 0.3);
        ReferenceComparison.fusion(new ConcatFactory(), config, 3, training, 0.3, problem -> {
            double[][][] first = problem.noise().next(problem.windows(), ReferenceComparison.LENGTH, 6);
            double[][][] second = problem.noise().next(problem.windows(), ReferenceComparison.LENGTH, 3);
            double[][][] fused =
                    windows(problem, x -> Loops.map(problem.weights().linear("layers.0", x), Loops::relu));
            for (int b = 0; b < fused.length; b++) {
                double[][] hidden = problem.weights().linear("layers.1", Loops.times(fused[b], first[b]));
                fused[b] = Loops.times(Loops.map(hidden, Loops::relu), second[b]);
            }
            return fused;
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void unimodalPassesOneModalityOn(int modality) {
        String name = ReferenceComparison.context(3).names().get(modality);
        ReferenceComparison.fusion(
                new UnimodalFactory(),
                new UnimodalConfig(Optional.of(name)),
                3,
                problem -> problem.sequences().get(modality));
    }

    @Test
    void unimodalNeedsNoNameWhereThereIsOneModality() {
        ReferenceComparison.fusion(
                new UnimodalFactory(),
                new UnimodalConfig(Optional.empty()),
                1,
                problem -> problem.sequences().get(0));
    }

    @Test
    void constantPredictsTheTrainingMeans() {
        ReferenceComparison.fusion(new ConstantFactory(), new NoOptions(), 2, problem -> {
            double[][][] predicted = new double[problem.windows()][ReferenceComparison.LENGTH][];
            for (double[][] window : predicted) {
                Arrays.fill(window, new double[] {-0.25, 1.5});
            }
            return predicted;
        });
    }

    @ParameterizedTest
    @EnumSource
    void sumCombinesProjections(SumConfig.Mode mode) {
        for (int modalities = 1; modalities <= 4; modalities++) {
            ReferenceComparison.fusion(
                    new SumFactory(), new SumConfig(mode, 3), modalities, problem -> sum(problem, mode));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void gmuGatesEachFeature(boolean tied) {
        for (int modalities = 1; modalities <= 4; modalities++) {
            boolean oneGate = tied && modalities == 2;
            ReferenceComparison.fusion(
                    new GmuFactory(), new GmuConfig(3, tied), modalities, problem -> gmu(problem, oneGate));
        }
    }

    @ParameterizedTest
    @EnumSource
    void lateAveragesTheHeads(LateConfig.Weights weights) {
        for (LateConfig.Missing missing : LateConfig.Missing.values()) {
            for (int modalities = 1; modalities <= 3; modalities++) {
                LateConfig config = new LateConfig(weights, missing);
                ReferenceComparison.fusion(new LateFactory(), config, modalities, problem -> late(problem, config));
            }
        }
    }

    private static double[][][] windows(Reference.Problem problem, UnaryOperator<double[][]> function) {
        double[][][] fused = new double[problem.windows()][][];
        for (int b = 0; b < fused.length; b++) {
            fused[b] = function.apply(Loops.sideBySide(problem.window(b)));
        }
        return fused;
    }

    private static double[][][] sum(Reference.Problem problem, SumConfig.Mode mode) {
        int n = problem.modalities();
        double[][][] fused = new double[problem.windows()][][];
        for (int b = 0; b < fused.length; b++) {
            List<double[][]> projected = new ArrayList<>();
            for (int m = 0; m < n; m++) {
                projected.add(problem.weights()
                        .linearWithoutBias("projections." + m, problem.window(b).get(m)));
            }
            fused[b] = new double[ReferenceComparison.LENGTH][3];
            for (int t = 0; t < ReferenceComparison.LENGTH; t++) {
                for (int f = 0; f < 3; f++) {
                    int frame = t;
                    int feature = f;
                    var values = projected.stream().mapToDouble(x -> x[frame][feature]);
                    fused[b][t][f] = mode == SumConfig.Mode.MAX
                            ? values.max().orElseThrow()
                            : values.sum() / (mode == SumConfig.Mode.MEAN ? n : 1);
                }
            }
        }
        return fused;
    }

    private static double[][][] gmu(Reference.Problem problem, boolean oneGate) {
        Weights weights = problem.weights();
        double[][][] fused = new double[problem.windows()][][];
        for (int b = 0; b < fused.length; b++) {
            double[][] all = Loops.sideBySide(problem.window(b));
            fused[b] = new double[ReferenceComparison.LENGTH][3];
            for (int m = 0; m < problem.modalities(); m++) {
                double[][] hidden = weights.linearWithoutBias(
                        "hidden." + m, problem.window(b).get(m));
                double[][] gate =
                        Loops.map(weights.linearWithoutBias("gates." + (oneGate ? 0 : m), all), Loops::sigmoid);
                if (oneGate && m == 1) {
                    gate = Loops.map(gate, z -> 1 - z);
                }
                fused[b] = Loops.add(fused[b], Loops.times(gate, Loops.map(hidden, Math::tanh)));
            }
        }
        return fused;
    }

    private static double[][][] late(Reference.Problem problem, LateConfig config) {
        int n = problem.modalities();
        int targets = ReferenceComparison.TARGETS.size();
        double[][][] predicted = new double[problem.windows()][ReferenceComparison.LENGTH][targets];
        for (int b = 0; b < predicted.length; b++) {
            for (int m = 0; m < n; m++) {
                double[][] own = head(
                        problem.weights(), "heads." + m + '.', problem.window(b).get(m));
                for (int t = 0; t < own.length; t++) {
                    for (int target = 0; target < targets; target++) {
                        predicted[b][t][target] += share(problem, config, b, t, m, target) * own[t][target];
                    }
                }
            }
        }
        return predicted;
    }

    private static double share(Reference.Problem problem, LateConfig config, int b, int t, int modality, int target) {
        boolean blind = problem.masks().stream().noneMatch(mask -> mask[b][t]);
        double own = 0;
        double all = 0;
        for (int m = 0; m < problem.modalities(); m++) {
            boolean counts = config.missing() == LateConfig.Missing.INCLUDE
                    || blind
                    || problem.masks().get(m)[b][t];
            double weight = config.weights() == LateConfig.Weights.MEAN ? 1 : learnt(problem, m, target);
            all += counts ? weight : 0;
            own += counts && m == modality ? weight : 0;
        }
        return own / all;
    }

    private static double learnt(Reference.Problem problem, int modality, int target) {
        return problem.modalities() == 1 ? 1 : Math.exp(problem.weights().matrix("logits")[modality][target]);
    }

    /** Linear, batch norm with running moments, leaky ReLU, linear, tanh onto the target's range. */
    private static double[][] head(Weights weights, String prefix, double[][] x) {
        double[][] hidden = weights.linear(prefix + "regressor1", x);
        double[] mean = weights.vector(prefix + "bn1.running_mean");
        double[] variance = weights.vector(prefix + "bn1.running_var");
        double[] gain = weights.vector(prefix + "bn1.weight");
        double[] shift = weights.vector(prefix + "bn1.bias");
        for (double[] row : hidden) {
            for (int j = 0; j < row.length; j++) {
                double normalised = (row[j] - mean[j]) / Math.sqrt(variance[j] + 1e-5) * gain[j] + shift[j];
                row[j] = normalised > 0 ? normalised : 0.01 * normalised;
            }
        }
        double[][] scores = weights.linear(prefix + "regressor2", hidden);
        for (double[] row : scores) {
            for (int j = 0; j < row.length; j++) {
                TargetInfo target = ReferenceComparison.TARGETS.get(j);
                row[j] = target.min() + (target.max() - target.min()) * (Math.tanh(row[j]) + 1) / 2;
            }
        }
        return scores;
    }
}
