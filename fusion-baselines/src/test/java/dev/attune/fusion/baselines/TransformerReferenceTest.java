package dev.attune.fusion.baselines;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The models made of transformer layers; with dropout in training, else in evaluation. */
class TransformerReferenceTest {
    @ParameterizedTest
    @CsvSource({
        "4, 2, 1, false, 0",
        "4, 2, 2, false, 0",
        "3, 1, 1, false, 0",
        "4, 1, 1, true, 0",
        "4, 2, 2, true, 0",
        "4, 2, 2, false, 0.3"
    })
    void temporalFollowsItsFormulas(int width, int heads, int layers, boolean causal, double dropout) {
        ReferenceComparison.temporal(
                new TemporalTransformerFactory(),
                new TemporalTransformerConfig(width, heads, layers, dropout, causal),
                dropout > 0,
                dropout,
                problem -> TransformerReferences.temporal(problem, heads, layers, causal));
    }

    @ParameterizedTest
    @CsvSource({"1, 4, 2, 1, 0", "2, 4, 2, 2, 0", "3, 4, 1, 1, 0", "2, 4, 2, 2, 0.3"})
    void transformerReadsTheTokensOfAllModalities(int modalities, int width, int heads, int layers, double dropout) {
        ReferenceComparison.fusion(
                new TransformerFactory(),
                new TransformerConfig(width, heads, layers, dropout),
                modalities,
                dropout > 0,
                dropout,
                problem -> TransformerReferences.tokens(problem, heads, layers));
    }

    @ParameterizedTest
    @CsvSource({
        "2, 2, 1, 1, true, 0",
        "2, 1, 1, 1, false, 0",
        "2, 2, 2, 1, true, 0",
        "3, 2, 1, 1, true, 0",
        "3, 2, 1, 2, false, 0.3"
    })
    void multLetsEachModalityReadEachOther(
            int modalities, int heads, int levels, int memoryLevels, boolean causal, double dropout) {
        ReferenceComparison.fusion(
                new MultFactory(),
                new MultConfig(4, heads, levels, memoryLevels, dropout, causal),
                modalities,
                dropout > 0,
                dropout,
                problem -> TransformerReferences.mult(problem, 4, heads, levels, memoryLevels, causal));
    }

    @ParameterizedTest
    // the norm of a layer hides by what the bottlenecks were multiplied, until they have passed through another one
    @CsvSource({"1, 2, 2, 2, 0", "2, 2, 3, 1, 0", "2, 1, 1, 3, 0", "3, 2, 2, 2, 0", "2, 2, 2, 2, 0.3"})
    void mbtLetsModalitiesMeetInBottlenecks(int modalities, int heads, int layers, int bottlenecks, double dropout) {
        ReferenceComparison.fusion(
                new MbtFactory(),
                new MbtConfig(4, heads, layers, bottlenecks, dropout),
                modalities,
                dropout > 0,
                dropout,
                problem -> TransformerReferences.bottlenecks(problem, heads, layers));
    }
}
