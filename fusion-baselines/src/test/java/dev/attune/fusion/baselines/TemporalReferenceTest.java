package dev.attune.fusion.baselines;

import dev.attune.api.config.NoOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemporalReferenceTest {
    @Test
    void noneGivesBackWhatItGets() {
        ReferenceComparison.temporal(
                new NoTemporalFactory(),
                new NoOptions(),
                true,
                0,
                problem -> problem.sequences().get(0));
    }

    @ParameterizedTest
    @CsvSource({"1, 0, false", "2, 0, false", "3, 0.3, false", "2, 0.3, true"})
    void bilstmFollowsItsFormulas(int layers, double dropout, boolean training) {
        int hidden = 3;
        BiLstmConfig config = new BiLstmConfig(hidden, layers, dropout);
        ReferenceComparison.temporal(
                new BiLstmFactory(),
                config,
                training,
                dropout,
                problem -> MemoryReferences.bilstm(problem, hidden, layers));
    }

    @ParameterizedTest
    @CsvSource({"1, 0, false", "2, 0, false", "3, 0.3, false", "2, 0.3, true"})
    void bigruFollowsItsFormulas(int layers, double dropout, boolean training) {
        int hidden = 3;
        BiGruConfig config = new BiGruConfig(hidden, layers, dropout);
        ReferenceComparison.temporal(
                new BiGruFactory(),
                config,
                training,
                dropout,
                problem -> MemoryReferences.bigru(problem, hidden, layers));
    }
}
