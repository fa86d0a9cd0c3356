package dev.attune.fusion.baselines;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The fusions that multiply the features of a frame with each other. */
class TensorReferenceTest {
    @ParameterizedTest
    @CsvSource({"2, 2, 3, false", "3, 2, 3, false", "2, 3, 2, false", "2, 2, 3, true", "3, 2, 3, true"})
    void tfnFollowsItsFormulas(int modalities, int width, int hidden, boolean training) {
        ReferenceComparison.fusion(
                new TfnFactory(),
                new TfnConfig(width, hidden, 0.3),
                modalities,
                training,
                0.3,
                problem -> TensorReferences.tfn(problem, width, hidden));
    }

    @ParameterizedTest
    @CsvSource({"2, 3, 2, 1, false", "2, 2, 3, 3, false", "3, 3, 2, 3, false", "2, 2, 3, 2, true", "3, 2, 2, 2, true"})
    void lmfFollowsItsFormulas(int modalities, int width, int outputs, int rank, boolean training) {
        ReferenceComparison.fusion(
                new LmfFactory(),
                new LmfConfig(width, outputs, rank, 0.3),
                modalities,
                training,
                0.3,
                problem -> TensorReferences.lmf(problem, width));
    }

    @ParameterizedTest
    @CsvSource({"2, 3", "3, 2", "4, 2"})
    void multiplicativeFollowsItsFormulas(int modalities, int width) {
        ReferenceComparison.fusion(
                new MultiplicativeFactory(),
                new MultiplicativeConfig(width),
                modalities,
                TensorReferences::multiplicative);
    }
}
