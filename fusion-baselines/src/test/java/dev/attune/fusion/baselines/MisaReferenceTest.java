package dev.attune.fusion.baselines;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MisaReferenceTest {
    /** Each loss weighs most once, so that its gradient does not hide behind that of another. */
    @ParameterizedTest
    @CsvSource({
        "2, 2, 0, 0, 1, 0",
        "2, 1, 2, 0, 0.1, 0",
        "2, 2, 0, 0.1, 0.1, 0",
        "3, 2, 0.3, 0.1, 1, 0",
        "2, 2, 0.3, 0.1, 1, 0.3"
    })
    void followsItsFormulas(
            int modalities, int heads, double similarity, double difference, double reconstruction, double dropout) {
        ReferenceComparison.regularised(
                new MisaFactory(),
                new MisaConfig(4, heads, dropout, similarity, difference, reconstruction),
                modalities,
                dropout > 0,
                dropout,
                problem -> MisaReference.compute(problem, heads, similarity, difference, reconstruction));
    }
}
