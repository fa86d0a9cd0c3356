package dev.attune.fusion.baselines;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MisaReferenceTest {
    /** The losses are weighted one by one, so that none hides behind another. */
    @ParameterizedTest
    @CsvSource({"2, 2, 0, 0, 0", "2, 1, 1, 0, 0", "2, 2, 0, 0.1, 0", "2, 2, 0, 0, 1", "3, 2, 0.3, 0.1, 1"})
    void followsItsFormulas(int modalities, int heads, double similarity, double difference, double reconstruction) {
        ReferenceComparison.regularised(
                new MisaFactory(),
                new MisaConfig(4, heads, 0.1, similarity, difference, reconstruction),
                modalities,
                false,
                0,
                problem -> MisaReference.compute(problem, heads, similarity, difference, reconstruction));
    }
}
