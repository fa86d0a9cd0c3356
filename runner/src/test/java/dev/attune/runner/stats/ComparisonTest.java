package dev.attune.runner.stats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.api.data.Split;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

final class ComparisonTest {
    private static Comparison comparison(
            Split split, double difference, double low, double high, double p, double adjusted, Outlook outlook) {
        return comparison(split, difference, low, high, p, adjusted, outlook, 5, 40);
    }

    private static Comparison comparison(
            Split split,
            double difference,
            double low,
            double high,
            double p,
            double adjusted,
            Outlook outlook,
            int seeds,
            int clips) {
        return new Comparison(
                SimulatedStudy.line("RJCMA"),
                "concat",
                split,
                "ccc",
                "mean",
                true,
                true,
                difference,
                new Interval(low, high, 0.95),
                new Significance(p, OptionalDouble.of(adjusted), OptionalDouble.empty(), 0.5),
                new Effect(OptionalDouble.empty(), OptionalDouble.empty()),
                outlook,
                16,
                seeds,
                clips,
                clips,
                true);
    }

    private static Outlook needs(int seeds, int clips) {
        return new Outlook(
                seeds == 0 ? OptionalInt.empty() : OptionalInt.of(seeds),
                clips == 0 ? OptionalInt.empty() : OptionalInt.of(clips));
    }

    @Test
    void saysInOneSentenceWhatMayBeClaimed() {
        assertThat(comparison(Split.TEST, 0.0123, -0.006, 0.0311, 0.2, 0.4, needs(12, 90))
                        .sentence())
                .isEqualTo("RJCMA - concat = +0.012 (ccc.mean, test), 95% CI [-0.006, +0.031]: "
                        + "not distinguishable with 5 seeds and 40 clips; about 12 seeds would be needed.");
        assertThat(comparison(Split.VALIDATION, 0.02, 0.01, 0.03, 0.001, 0.004, Outlook.NONE)
                        .sentence())
                .isEqualTo("RJCMA - concat = +0.020 (ccc.mean, validation), "
                        + "95% CI [+0.010, +0.030]: better, with 5 seeds and 40 clips.");
        assertThat(comparison(Split.TEST, -0.02, -0.03, -0.01, 0.001, 0.004, Outlook.NONE, 1, 8)
                        .sentence())
                .endsWith("95% CI [-0.030, -0.010]: cannot be decided with 1 seed, on 8 clips.");
        assertThat(comparison(Split.TEST, -0.02, -0.03, -0.01, 0.001, 0.004, Outlook.NONE, 2, 8)
                        .sentence())
                .endsWith(": worse, with 2 seeds and 8 clips.");
        assertThat(comparison(Split.TEST, 0.02, 0.01, 0.03, 0.01, 0.16, needs(0, 1234))
                        .sentence())
                .endsWith(": not distinguishable with 5 seeds and 40 clips after correction for 16 comparisons; "
                        + "more seeds would not help, about 1,300 clips would be needed.");
        assertThat(comparison(Split.TEST, 0.001, -0.1, 0.1, 0.9, 1, Outlook.NONE)
                        .sentence())
                .endsWith("; neither more seeds nor more clips alone would tell so small a difference.");
        assertThat(comparison(Split.TEST, 0, 0, 0, 1, 1, Outlook.NONE).sentence())
                .isEqualTo("RJCMA - concat = +0.000 (ccc.mean, test), 95% CI [+0.000, +0.000]: "
                        + "not distinguishable with 5 seeds and 40 clips.");
    }

    @Test
    void noEndOfAnIntervalSeemsToBeZeroThatIsNot() {
        assertThat(comparison(Split.TEST, 0.01, 0.00012, 0.02, 0.04, 0.04, Outlook.NONE)
                        .sentence())
                .contains("= +0.0100 (ccc.mean, test), 95% CI [+0.0001, +0.0200]: better");
    }

    @Test
    void cautionsOfFewSeedsAndClips() {
        Comparison few = comparison(Split.TEST, 0.01, -0.1, 0.2, 0.4, 0.4, Outlook.NONE, 5, 8);
        assertThat(new Comparisons(List.of(), List.of(few), List.of("A remark.")).sentences())
                .hasSize(4)
                .contains(
                        "With 5 seeds, no test by ranks or signs of the seeds can give p below 0.0625: the intervals take effects of"
                                + " seeds for normally distributed.",
                        "With 8 clips, intervals take these for typical of all others.",
                        "A remark.");
        Comparison many = comparison(Split.TEST, 0.01, -0.1, 0.2, 0.4, 0.4, Outlook.NONE, 6, 10);
        assertThat(new Comparisons(List.of(), List.of(many), List.of()).sentences())
                .containsExactly(many.sentence());
    }

    @Test
    void testIsShownWhenThereIsTest() {
        Comparison validation = comparison(Split.VALIDATION, 0.01, -0.1, 0.2, 0.4, 0.4, Outlook.NONE, 6, 10);
        Comparison test = comparison(Split.TEST, 0.01, -0.1, 0.2, 0.4, 0.4, Outlook.NONE, 6, 10);
        assertThat(new Comparisons(List.of(), List.of(validation), List.of()).sentences())
                .containsExactly(
                        validation.sentence(),
                        "Validation also chose the epoch of each trial: what it says is optimistic.");
        assertThat(new Comparisons(List.of(), List.of(validation, test), List.of()).sentences())
                .containsExactly(test.sentence());
    }
}
