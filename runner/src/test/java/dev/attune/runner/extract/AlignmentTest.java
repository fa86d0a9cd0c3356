package dev.attune.runner.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.attune.api.media.Span;
import dev.attune.api.media.Timeline;
import dev.attune.runner.config.Align;
import dev.attune.runner.config.LookConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rows on a clock, compared with what each policy means in plain words. */
final class AlignmentTest {
    private static final int WIDTH = 2;

    /**
     * A clip's rows and clock.
     *
     * @param clock the frames
     * @param rows ascending by their beginnings
     * @param align the policy
     * @param maxGap its reach
     * @param window that of a mean
     */
    record Case(
            Timeline clock,
            List<Row> rows,
            Align align,
            double maxGap,
            @Nullable LookConfig window) {}

    @Provide
    Arbitrary<Case> cases() {
        return Combinators.combine(
                        Arbitraries.longs(),
                        Arbitraries.of(Align.class),
                        Arbitraries.integers().between(0, 40),
                        Arbitraries.integers().between(1, 40),
                        Arbitraries.of(0.0, 0.25, 1.0, 3.0),
                        Arbitraries.of(0.25, 1.0, 2.5).injectNull(0.3),
                        Arbitraries.of(LookConfig.At.class))
                .as((seed, align, rows, frames, maxGap, seconds, at) -> {
                    SplittableRandom random = new SplittableRandom(seed);
                    LookConfig window = seconds == null ? null : new LookConfig(seconds, at);
                    return new Case(clock(random, frames), rows(random, rows), align, maxGap, window);
                });
    }

    /** Times on a grid of eighths, so that beginnings, ends, middles and frames often coincide. */
    private static Timeline clock(SplittableRandom random, int frames) {
        double[] times = new double[frames];
        double time = random.nextInt(8) / 8.0;
        for (int frame = 0; frame < frames; frame++) {
            times[frame] = time;
            time += (1 + random.nextInt(6)) / 8.0;
        }
        return new Timeline(times, time);
    }

    private static List<Row> rows(SplittableRandom random, int count) {
        List<Row> rows = new ArrayList<>();
        double start = -1;
        for (int i = 0; i < count; i++) {
            start += random.nextInt(8) == 0 ? random.nextInt(40) / 8.0 : random.nextInt(6) / 8.0;
            double seconds = random.nextInt(10) == 0 ? random.nextInt(80) / 8.0 : random.nextInt(6) / 8.0;
            rows.add(new Row(new Span(start, start + seconds), new float[] {i + 1, (float) random.nextDouble(-5, 5)}));
        }
        return rows;
    }

    @Property(tries = 3000)
    void equalsTheReference(@ForAll("cases") Case given) {
        List<float[]> features = new ArrayList<>();
        List<Boolean> mask = new ArrayList<>();
        Alignment alignment = new Alignment(
                given.clock,
                WIDTH,
                Alignment.placement(given.align, given.maxGap, Optional.ofNullable(given.window)),
                (values, valid) -> {
                    features.add(values.clone());
                    mask.add(valid);
                });
        given.rows.forEach(row -> alignment.row(row.span(), row.features()));
        alignment.end();

        assertThat(features).hasSize(given.clock.length());
        assertThat(alignment.frames()).isEqualTo(given.clock.length());
        for (int frame = 0; frame < given.clock.length(); frame++) {
            Span time = new Span(given.clock.seconds(frame), given.clock.end(frame));
            double[] wanted = PlacementReference.at(time, given.rows, given.align, given.maxGap, given.window, WIDTH);
            assertThat(mask.get(frame))
                    .as("mask of frame %d at %s", frame, time)
                    .isEqualTo(wanted != null);
            for (int i = 0; i < WIDTH; i++) {
                assertThat((double) features.get(frame)[i])
                        .as("frame %d at %s, feature %d", frame, time, i)
                        .isCloseTo(wanted == null ? 0 : wanted[i], within(1e-4));
            }
        }
        assertThat(alignment.validFrames())
                .isEqualTo((int) mask.stream().filter(valid -> valid).count());
    }

    @Test
    void looksAheadAsThePaperDoes() {
        List<Float> first = new ArrayList<>();
        Timeline clock = Timeline.regular(0, 2, 25);
        Alignment alignment = new Alignment(
                clock,
                1,
                Alignment.placement(Align.MEAN, 0, Optional.of(new LookConfig(0.96, LookConfig.At.AHEAD))),
                (values, valid) -> first.add(values[0]));
        for (int i = 0; i < 200; i++) {
            alignment.row(new Span(i / 100.0, (i + 1) / 100.0), new float[] {i});
        }
        alignment.end();
        // The mean of the 96 rows that begin at the frame's own time.
        assertThat(first.get(0)).isCloseTo(47.5f, within(1e-3f));
        assertThat(first.get(10)).isCloseTo(40 + 47.5f, within(1e-3f));
        // At the end, of those that are left.
        assertThat(first.get(49)).isCloseTo((196 + 199) / 2f, within(1e-3f));
    }

    @Test
    void holdsTheRowsOfSomeSecondsHoweverLongTheClip() {
        for (Align align : Align.values()) {
            Timeline clock = Timeline.regular(0, 1000, 25);
            Alignment alignment =
                    new Alignment(clock, 1, Alignment.placement(align, 1, Optional.empty()), (values, valid) -> {});
            int most = 0;
            for (int i = 0; i < 100_000; i++) {
                alignment.row(new Span(i / 100.0, i / 100.0 + 0.025), new float[] {1});
                most = Math.max(most, alignment.held());
            }
            alignment.end();
            assertThat(most).as("rows held with %s", align).isLessThan(110);
            assertThat(alignment.validFrames())
                    .as("valid frames with %s", align)
                    .isEqualTo(align == Align.FIRST ? clock.length() - 1 : clock.length()); // nothing began before 0
        }
    }
}
