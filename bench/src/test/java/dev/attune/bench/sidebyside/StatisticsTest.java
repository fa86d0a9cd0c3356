package dev.attune.bench.sidebyside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.attune.bench.sidebyside.Comparison.Round;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

final class StatisticsTest {
    private static final Comparison ROW = new Comparison(
            "training step",
            "tiny",
            "PyTorch",
            "ms",
            List.of(
                    new Round(Sample.of(8, 10, 9), Sample.of(12, 12, 12)),
                    new Round(Sample.of(20, 10, 15), Sample.of(10, 10, 30))));

    @Test
    void medianIsTheMiddleValueOrTheMeanOfTheTwoInTheMiddle() {
        assertThat(Sample.of(5, 1, 3).median()).isEqualTo(3);
        assertThat(Sample.of(4, 1, 3, 100).median()).isEqualTo(3.5);
        assertThat(Sample.of(7).median()).isEqualTo(7);
    }

    @Test
    void sampleHasLeastAndGreatestValue() {
        assertThat(Sample.of(5, 1, 3).min()).isEqualTo(1);
        assertThat(Sample.of(5, 1, 3).max()).isEqualTo(5);
    }

    @Test
    void refusesASampleOfNothing() {
        assertThatThrownBy(() -> new Sample(List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a sample needs at least 1 value, found none");
    }

    @Test
    void ratioIsThatOfTheMediansOverAllRounds() {
        assertThat(ROW.ratio()).isCloseTo(10.0 / 12, within(1e-12)); // medians of 8 9 10 10 15 20 and 10 10 12 12 12 30
    }

    @Test
    void ratiosOfRoundsCompareOnlyWhatWasMeasuredTogether() {
        assertThat(ROW.ratios().values()).containsExactly(0.75, 1.5);
    }

    @Test
    void lineShowsMediansExtremesAndRatios() {
        assertThat(TableText.line(ROW))
                .isEqualTo("training step  tiny                   ms   10.00 (8.000-20.00)        "
                        + "PyTorch 12.00 (10.00-30.00)                0.83 (0.75-1.50)");
    }

    @Test
    void orderTurnsRoundFromRoundToRound() {
        List<String> all = List.of("Attune", "PyTorch", "fused");
        assertThat(StepTime.order(all, 0)).containsExactly("Attune", "PyTorch", "fused");
        assertThat(StepTime.order(all, 1)).containsExactly("fused", "PyTorch", "Attune");
        assertThat(StepTime.order(all, 2)).isEqualTo(all);
    }

    @Test
    void refusesLossesThatDoNotAgree() {
        assertThatThrownBy(() -> LossAgreement.judge("tiny", 10, List.of(1.0, 0.9), List.of(1.0, 0.902)))
                .isInstanceOf(BenchmarkException.class)
                .hasMessageContaining("tiny: the losses of step 2 differ by 2.22e-03, at most 1e-03 is allowed");
        assertThatThrownBy(() -> LossAgreement.judge("tiny", 10, List.of(1.0002), List.of(1.0)))
                .isInstanceOf(BenchmarkException.class)
                .hasMessageContaining("step 1");
        assertThatThrownBy(() -> LossAgreement.judge("tiny", 10, List.of(Double.NaN), List.of(1.0)))
                .isInstanceOf(BenchmarkException.class);
    }

    @Test
    void saysHowWellLossesAgree() {
        assertThat(LossAgreement.judge("tiny", 1234, List.of(1.0, 0.9), List.of(1.00001, 0.9005))
                        .text())
                .isEqualTo(
                        "1,234 parameters, 2 steps without dropout, loss 1.00000 to 0.90000: relative difference 1.0e-05 at"
                                + " step 1, at most 5.6e-04");
    }

    @Test
    void refusesSettingsThatMeasureNothing() {
        assertThatThrownBy(() -> new Settings(List.of(), 0, 1, 1, Path.of("out"), 1))
                .hasMessage("rounds must be at least 1, found 0");
    }
}
