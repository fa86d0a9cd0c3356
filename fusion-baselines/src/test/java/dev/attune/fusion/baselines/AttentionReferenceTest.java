package dev.attune.fusion.baselines;

import dev.attune.api.fusion.FusionChoice;
import dev.attune.fusion.baselines.AttentionReferences.Features;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The fusions that attend by correlation over whole windows, and the gates round them. */
class AttentionReferenceTest {
    @ParameterizedTest
    @ValueSource(doubles = {1, 0.5, 3})
    void crossAttentionFollowsItsFormulas(double temperature) {
        ReferenceComparison.fusion(
                new CrossAttentionFactory(),
                new CrossAttentionConfig(temperature),
                2,
                problem -> AttentionReferences.crossAttention(problem, "", temperature)
                        .joined());
    }

    @ParameterizedTest
    @CsvSource({"2, 1, false", "2, 2, false", "3, 2, false", "2, 1, true", "3, 2, true"})
    void rcmaFollowsItsFormulas(int modalities, int depth, boolean training) {
        ReferenceComparison.fusion(
                new RcmaFactory(),
                new RcmaConfig(depth, 0.3),
                modalities,
                training,
                0.3,
                problem -> AttentionReferences.rcma(problem, depth).joined());
    }

    @ParameterizedTest
    @CsvSource({"2, 1, false", "2, 2, false", "3, 1, false", "2, 1, true"})
    void rjcaFollowsItsFormulas(int modalities, int depth, boolean training) {
        ReferenceComparison.fusion(
                new RjcaFactory(), new RjcaConfig(depth, 0.4, true, 4), modalities, training, 0.4, problem -> {
                    double[][][] attended = AttentionReferences.journal(problem, "", depth)
                            .get(depth)
                            .joined();
                    return MemoryReferences.residualBilstm(problem, "joint", attended, 4, 2);
                });
    }

    @ParameterizedTest
    @CsvSource({"2, 1, false", "2, 3, false", "3, 2, true"})
    void rjcaWithoutMemoryIsRecursionAlone(int modalities, int depth, boolean training) {
        ReferenceComparison.fusion(
                new RjcaFactory(),
                new RjcaConfig(depth, 0.4, false, 4),
                modalities,
                training,
                0.4,
                problem -> AttentionReferences.journal(problem, "", depth)
                        .get(depth)
                        .joined());
    }

    /** An attention that a gate is put round. */
    private enum Inner {
        CROSS_ATTENTION,
        JCA;

        FusionChoice choice() {
            return switch (this) {
                case CROSS_ATTENTION -> new FusionChoice(new CrossAttentionFactory(), new CrossAttentionConfig(2));
                case JCA ->
                    new FusionChoice(
                            new JcaFactory(),
                            new JcaConfig(
                                    JcaConfig.Variant.JOURNAL,
                                    1,
                                    Optional.of(0.4),
                                    Optional.empty(),
                                    Optional.empty(),
                                    Optional.empty()));
            };
        }

        Features attended(Reference.Problem problem) {
            return switch (this) {
                case CROSS_ATTENTION -> AttentionReferences.crossAttention(problem, "attention.", 2);
                case JCA ->
                    AttentionReferences.journal(problem, "attention.", 1).get(1);
            };
        }
    }

    @ParameterizedTest
    @EnumSource
    void dcaGatesWhateverAttends(Inner inner) {
        dca(inner, 2, 1, false);
        dca(inner, 2, 0.1, false);
    }

    @ParameterizedTest
    @CsvSource({"3, false", "2, true"})
    void dcaGatesAsManyModalitiesAsItsAttention(int modalities, boolean training) {
        dca(Inner.JCA, modalities, 0.5, training);
    }

    private static void dca(Inner inner, int modalities, double temperature, boolean training) {
        ReferenceComparison.fusion(
                new DcaFactory(),
                new DcaConfig(inner.choice(), temperature),
                modalities,
                training,
                0.4,
                problem -> GateReferences.dca(problem, inner.attended(problem), temperature));
    }

    @ParameterizedTest
    @EnumSource
    void iacaGatesTwice(Inner inner) {
        iaca(inner, 2, 1, false);
        iaca(inner, 2, 0.3, false);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void iacaGatesThreeModalities(boolean training) {
        iaca(Inner.JCA, 3, 0.5, training);
    }

    private static void iaca(Inner inner, int modalities, double temperature, boolean training) {
        ReferenceComparison.fusion(
                new IacaFactory(),
                new IacaConfig(inner.choice(), temperature),
                modalities,
                training,
                0.4,
                problem -> GateReferences.iaca(problem, inner.attended(problem), temperature));
    }

    @ParameterizedTest
    @CsvSource({"2, 1, 0.1, false", "2, 2, 1, false", "3, 2, 0.5, false", "2, 2, 0.5, true"})
    void grjcaGatesAllStepsAtOnce(int modalities, int depth, double temperature, boolean training) {
        ReferenceComparison.fusion(
                new GrjcaFactory(),
                new GrjcaConfig(depth, 0.4, temperature, false),
                modalities,
                training,
                0.4,
                problem -> GateReferences.grjca(problem, depth, temperature));
    }

    @ParameterizedTest
    @CsvSource({"2, 2, 1, false", "2, 3, 0.5, false", "3, 2, 0.5, false", "2, 2, 0.5, true"})
    void grjcaMayGateInTwoStages(int modalities, int depth, double temperature, boolean training) {
        ReferenceComparison.fusion(
                new GrjcaFactory(),
                new GrjcaConfig(depth, 0.4, temperature, true),
                modalities,
                training,
                0.4,
                problem -> GateReferences.hierarchicalGrjca(problem, depth, temperature));
    }
}
