package dev.attune.fusion.baselines;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The models made of transformer layers. */
class TransformerReferenceTest {
    @ParameterizedTest
    @CsvSource({"4, 2, 1, false", "4, 2, 2, false", "3, 1, 1, false", "4, 1, 1, true", "4, 2, 2, true"})
    void temporalFollowsItsFormulas(int width, int heads, int layers, boolean causal) {
        ReferenceComparison.temporal(
                new TemporalTransformerFactory(),
                new TemporalTransformerConfig(width, heads, layers, 0.1, causal),
                false,
                0,
                problem -> TransformerReferences.temporal(problem, heads, layers, causal));
    }

    @ParameterizedTest
    @CsvSource({"1, 4, 2, 1", "2, 4, 2, 2", "3, 4, 1, 1"})
    void transformerReadsTheTokensOfAllModalities(int modalities, int width, int heads, int layers) {
        ReferenceComparison.fusion(
                new TransformerFactory(),
                new TransformerConfig(width, heads, layers, 0.1),
                modalities,
                problem -> TransformerReferences.tokens(problem, heads, layers));
    }

    @ParameterizedTest
    @CsvSource({"2, 2, 1, 1, true", "2, 1, 1, 1, false", "2, 2, 2, 1, true", "3, 2, 1, 1, true"})
    void multLetsEachModalityReadEachOther(int modalities, int heads, int levels, int memoryLevels, boolean causal) {
        ReferenceComparison.fusion(
                new MultFactory(),
                new MultConfig(4, heads, levels, memoryLevels, 0.1, causal),
                modalities,
                problem -> TransformerReferences.mult(problem, 4, heads, levels, memoryLevels, causal));
    }

    @ParameterizedTest
    @CsvSource({"1, 2, 2, 2", "2, 2, 2, 1", "2, 1, 1, 3", "3, 2, 2, 2"})
    void mbtLetsModalitiesMeetInBottlenecks(int modalities, int heads, int layers, int bottlenecks) {
        ReferenceComparison.fusion(
                new MbtFactory(),
                new MbtConfig(4, heads, layers, bottlenecks, 0.1),
                modalities,
                problem -> TransformerReferences.bottlenecks(problem, heads, layers));
    }
}
