package dev.attune.runner.report.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.DoubleStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Scales, their ticks, and numbers as people read them. */
final class ScaleTest {
    @Test
    void ticksAreRound() {
        assertThat(labels(new LinearScale(-.03, .82, 0, 100), 5)).containsExactly("0.0", "0.2", "0.4", "0.6", "0.8");
        assertThat(labels(new LinearScale(-1, 1, 0, 100), 5)).containsExactly("−1.0", "−0.5", "0.0", "0.5", "1.0");
        assertThat(labels(new LinearScale(0, 41_000, 0, 100), 5))
                .containsExactly("0", "10,000", "20,000", "30,000", "40,000");
        assertThat(labels(new LogScale(.00009, .11, 0, 100), 4)).containsExactly("1e−4", "0.001", "0.01", "0.1");
        assertThat(labels(new LogScale(.6, 21, 0, 100), 6)).containsExactly("1", "2", "5", "10", "20");
    }

    private static List<String> labels(Scale scale, int most) {
        List<Double> ticks = scale.ticks(most);
        return ticks.stream().map(tick -> scale.label(tick, ticks)).toList();
    }

    @Property(tries = 300)
    void ticksLieWithinAndAreNotTooMany(
            @ForAll @DoubleRange(min = -1e6, max = 1e6) double low,
            @ForAll @IntRange(min = -60, max = 60) int decibels,
            @ForAll @IntRange(min = 2, max = 12) int most) {
        LinearScale scale = new LinearScale(low, low + Math.pow(10, decibels / 10.0), 10, 110);
        assertThat(scale.ticks(most))
                .hasSizeBetween(1, most + 1)
                .allSatisfy(tick -> assertThat(scale.at(tick)).isBetween(9.9, 110.1));
    }

    @Test
    void equalRatiosAreEquallyFarApart() {
        LogScale scale = new LogScale(1, 1000, 0, 300);
        assertThat(scale.at(10)).isCloseTo(100, within(1e-9));
        assertThat(scale.at(100)).isCloseTo(200, within(1e-9));
    }

    @Test
    void rangesOfFewValuesHaveASize() {
        assertThat(Range.of(DoubleStream.empty())).isEqualTo(new Range(0, 1));
        assertThat(Range.of(DoubleStream.of(0, Double.NaN))).isEqualTo(new Range(-1, 1));
        assertThat(Range.of(DoubleStream.of(-2))).isEqualTo(new Range(-2.2, -1.8));
        assertThatThrownBy(() -> new Range(1, 1)).hasMessage("low must be less than high, found 1.0 and 1.0");
    }

    @Test
    void numbersHaveAsManyDigitsAsTheyNeed() {
        assertThat(Numbers.figure(.61249)).isEqualTo("0.612");
        assertThat(Numbers.figure(-.0004)).isEqualTo("−4.00e−4");
        assertThat(Numbers.figure(0)).isEqualTo("0.000");
        assertThat(Numbers.figure(-0.0)).isEqualTo("0.000");
        assertThat(Numbers.figure(123.456)).isEqualTo("123.5");
        assertThat(Numbers.signed(.0123)).isEqualTo("+0.012");
        assertThat(Numbers.brief(24_750)).isEqualTo("24.8k");
        assertThat(Numbers.brief(3_000_000)).isEqualTo("3M");
    }
}
