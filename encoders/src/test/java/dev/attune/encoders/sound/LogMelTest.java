package dev.attune.encoders.sound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.attune.api.media.Span;
import dev.attune.api.media.Timeline;
import dev.attune.testkit.golden.GoldenCase;
import dev.attune.testkit.golden.GoldenCases;
import dev.attune.testkit.golden.GoldenTensor;
import dev.attune.testkit.media.ArrayRecording;
import dev.attune.testkit.media.FeatureCollector;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LogMelTest {
    private static final double TOLERANCE = 1e-4;
    private static final GoldenCase GOLDEN = GoldenCases.named("logmel");

    private static float[] goldenWave() {
        float[] wave = GOLDEN.tensor("in", "wave").values();
        for (int i = 0; i < wave.length; i++) {
            wave[i] /= 32768;
        }
        return wave;
    }

    /** The authors add a second after the end, in which the last sample is repeated. */
    private static ArrayRecording goldenClip(int frames) {
        double[] seconds = new double[frames];
        for (int frame = 0; frame < frames; frame++) {
            seconds[frame] = frame / 30.0;
        }
        Timeline timeline = new Timeline(seconds, Math.max(1, seconds[frames - 1] + 1e-6));
        return ArrayRecording.builder(timeline)
                .sound(goldenWave(), 16_000, new Span(0, 2))
                .build();
    }

    private static void assertClose(float[] found, float[] wanted, int from) {
        for (int i = 0; i < found.length; i++) {
            assertThat(found[i]).as("number %s", i).isCloseTo(wanted[from + i], within((float) TOLERANCE));
        }
    }

    @Test
    void framesEqualTheAuthors() {
        GoldenTensor wanted = GOLDEN.tensor("out", "logmel");
        float[] values = wanted.values();
        try (SampleWindows samples = new SampleWindows(goldenClip(30).sound(Spectrum.RATE))) {
            LogMelFrames frames = new LogMelFrames(samples, 64, true);
            float[] row = new float[64];
            for (int frame = 0; frame < wanted.shape()[0]; frame++) {
                assertThat(frames.next(row)).isTrue();
                assertClose(row, values, frame * 64);
            }
        }
    }

    @Test
    void patchesEqualTheAuthors() {
        LogMelEncoder encoder = new LogMelEncoder(new LogMelConfig(64, 96, PatchAt.AHEAD));
        FeatureCollector rows = new FeatureCollector(encoder.outputs());
        encoder.encode(goldenClip(31).input(), rows);
        assertThat(rows.rows()).hasSize(31);
        float[] wanted = GOLDEN.tensor("out", "patches").values();
        float[] indices = GOLDEN.tensor("in", "patch_index").values();
        for (int i = 0; i < indices.length; i++) {
            assertClose(rows.rows().get((int) indices[i]), wanted, i * 96 * 64);
        }
        assertThat(rows.spans().get(15)).isEqualTo(new Span(15 / 30.0, 16 / 30.0));
    }

    @Test
    void eachRowDescribesTheMiddleOfItsWindow() {
        LogMelEncoder encoder = new LogMelEncoder(new LogMelConfig(20, 0, PatchAt.AHEAD));
        FeatureCollector rows = new FeatureCollector(20);
        // A click at 0.5 s is heard most where a row's middle is.
        float[] samples = new float[16_000];
        samples[8_000] = 1;
        encoder.encode(
                ArrayRecording.builder(Timeline.regular(0, 1, 25))
                        .sound(samples, 16_000)
                        .build()
                        .input(),
                rows);
        assertThat(rows.rows()).hasSize(1 + (16_000 - 400) / 160);
        int loudest = 0;
        for (int row = 0; row < rows.rows().size(); row++) {
            if (rows.rows().get(row)[10] > rows.rows().get(loudest)[10]) {
                loudest = row;
            }
        }
        assertThat(rows.spans().get(loudest).start()).isLessThanOrEqualTo(0.5);
        assertThat(rows.spans().get(loudest).end()).isGreaterThan(0.5);
        assertThat(rows.spans().get(7).start()).isCloseTo(rows.spans().get(6).end(), within(1e-9));
    }

    @Test
    void aCentredPatchHasItsFrameInTheMiddle() {
        float[] sound = Signals.noise(1, 3);
        ArrayRecording clip = ArrayRecording.builder(Timeline.regular(0, 1, 10))
                .sound(sound, 16_000)
                .build();
        FeatureCollector single = encode(clip, new LogMelConfig(8, 0, PatchAt.AHEAD));
        FeatureCollector centred = encode(clip, new LogMelConfig(8, 21, PatchAt.CENTRE));
        for (int frame = 2; frame < 8; frame++) {
            for (int i = 0; i < 21; i++) {
                float[] wanted = single.rows().get(frame * 10 - 10 + i);
                for (int band = 0; band < 8; band++) {
                    assertThat(centred.rows().get(frame)[i * 8 + band]).isEqualTo(wanted[band]);
                }
            }
        }
        // What would lie before the clip is its first row.
        assertThat(centred.rows().get(0)[0]).isEqualTo(single.rows().get(0)[0]);
        assertThat(centred.rows().get(0)[9 * 8]).isEqualTo(single.rows().get(0)[0]);
    }

    private static FeatureCollector encode(ArrayRecording clip, LogMelConfig config) {
        LogMelEncoder encoder = new LogMelEncoder(config);
        FeatureCollector rows = new FeatureCollector(encoder.outputs());
        encoder.encode(clip.input(), rows);
        return rows;
    }

    @Test
    void thereAreRowsOnlyWhereThereIsSound() {
        ArrayRecording clip = ArrayRecording.builder(Timeline.regular(0, 2, 25))
                .sound(new float[32_000], 16_000, new Span(0.5, 1), new Span(1.25, 1.5))
                .build();
        for (LogMelConfig config :
                List.of(new LogMelConfig(8, 0, PatchAt.AHEAD), new LogMelConfig(8, 5, PatchAt.AHEAD))) {
            FeatureCollector rows = encode(clip, config);
            double covered = rows.spans().stream().mapToDouble(Span::seconds).sum();
            assertThat(covered).isCloseTo(0.75, within(0.06));
            // Digital silence is sound.
            assertThat(rows.rows()).allSatisfy(row -> assertThat(row).containsOnly((float) Math.log(0.01)));
            assertThat(rows.spans())
                    .allSatisfy(span -> assertThat(span.overlap(new Span(0.5, 1)) + span.overlap(new Span(1.25, 1.5)))
                            .isGreaterThanOrEqualTo(span.seconds() * 0.499));
        }
        ArrayRecording mute = ArrayRecording.builder(Timeline.regular(0, 2, 25)).build();
        assertThat(encode(mute, new LogMelConfig(8, 0, PatchAt.AHEAD)).rows()).isEmpty();
    }

    @Test
    void refusesAPlaceForPatchesThatThereAreNot() {
        assertThatThrownBy(() -> new LogMelConfig(64, 0, PatchAt.CENTRE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "patch-at is used with a patch only, found centre and patch 0; give the length of a patch, or "
                                + "leave patch-at out");
    }
}
