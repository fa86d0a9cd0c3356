package dev.attune.fusion.baselines;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MfnReferenceTest {
    @ParameterizedTest
    @CsvSource({"2, 2, 3, 4", "3, 2, 2, 3"})
    void followsItsFormulas(int modalities, int hidden, int memory, int attention) {
        ReferenceComparison.fusion(
                new MfnFactory(),
                new MfnConfig(hidden, memory, attention, 0.2),
                modalities,
                problem -> MemoryReferences.mfn(problem, hidden, memory));
    }
}
