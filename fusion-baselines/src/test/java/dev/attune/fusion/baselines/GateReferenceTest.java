package dev.attune.fusion.baselines;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The fusions that weigh modalities, channels or shifts within a frame. */
class GateReferenceTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void canWeighsChannels(int modalities) {
        ReferenceComparison.fusion(new CanFactory(), new CanConfig(3), modalities, GateReferences::can);
    }

    @ParameterizedTest
    @CsvSource({"2, 0, 4, 2, false", "2, 1, 2, 1, false", "3, 2, 4, 2, false", "3, 1, 3, 3, true", "2, 0, 4, 2, true"})
    void lfanLetsModalitiesOfAFrameAttendToEachOther(
            int modalities, int leader, int width, int heads, boolean training) {
        Optional<String> name = Optional.of(name(modalities, leader));
        ReferenceComparison.fusion(
                new LfanFactory(),
                new LfanConfig(name, width, heads, 0.3),
                modalities,
                training,
                0.3,
                problem -> GateReferences.lfan(problem, leader, width, heads));
    }

    @Test
    void theFirstModalityLeadsUnlessAnotherIsNamed() {
        LfanConfig config = new LfanConfig(Optional.empty(), 4, 2, 0);
        ReferenceComparison.fusion(new LfanFactory(), config, 2, problem -> GateReferences.lfan(problem, 0, 4, 2));
    }

    @ParameterizedTest
    @CsvSource({
        "2, 0, 0.4, false",
        "2, 1, 0.4, false",
        "2, 1, 100, false",
        "3, 1, 0.4, false",
        "3, 0, 1, false",
        "2, 0, 1, true",
        "3, 1, 0.4, true"
    })
    void magShiftsTheMainModality(int modalities, int main, double beta, boolean training) {
        Optional<String> name = Optional.of(name(modalities, main));
        ReferenceComparison.fusion(
                new MagFactory(),
                new MagConfig(name, beta, 0.3),
                modalities,
                training,
                0.3,
                problem -> GateReferences.mag(problem, main, beta));
    }

    @Test
    void theFirstModalityIsTheMainOneUnlessAnotherIsNamed() {
        MagConfig config = new MagConfig(Optional.empty(), 1, 0);
        ReferenceComparison.fusion(new MagFactory(), config, 3, problem -> GateReferences.mag(problem, 0, 1));
    }

    private static String name(int modalities, int index) {
        return ReferenceComparison.context(modalities).names().get(index);
    }
}
