package com.example.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.attune.api.media.Span;
import dev.attune.api.media.Timeline;
import dev.attune.testkit.media.ArrayRecording;
import dev.attune.testkit.media.FeatureCollector;
import org.junit.jupiter.api.Test;

/** Compares the encoder with a sound whose level and frequency are known. */
final class LoudnessTest {
    private static final int RATE = 16_000;

    @Test
    void measuresASquareWave() {
        // Half a second at 0.1, that is -20 dB, changing its sign every 8 samples: 1 in 8 neighbours, less the first of
        // a row.
        FeatureCollector rows = encode(new Span(0, 0.5));
        assertThat(rows.rows()).hasSize(25);
        for (float[] row : rows.rows()) {
            assertThat((double) row[0]).isCloseTo(-20, within(1e-4));
            assertThat((double) row[1]).isCloseTo(39.0 / 319, within(1e-6));
        }
        assertThat(rows.spans().get(3).start()).isCloseTo(0.06, within(1e-9));
    }

    @Test
    void leavesOutWhereThereIsNoSound() {
        FeatureCollector rows = encode(new Span(0, 0.1), new Span(0.4, 0.5));
        assertThat(rows.spans()).extracting(Span::start).allMatch(start -> start < 0.095 || start > 0.395);
        assertThat(rows.rows()).hasSize(10);
    }

    private static FeatureCollector encode(Span... sound) {
        float[] wave = new float[RATE / 2];
        for (int i = 0; i < wave.length; i++) {
            wave[i] = i / 8 % 2 == 0 ? 0.1f : -0.1f;
        }
        ArrayRecording recording = ArrayRecording.builder(Timeline.regular(0, 0.5, 25))
                .sound(wave, RATE, sound)
                .build();
        FeatureCollector collector = new FeatureCollector(2);
        try (LoudnessEncoder encoder = new LoudnessEncoder(new LoudnessConfig(20))) {
            encoder.encode(recording.input(), collector);
        }
        return collector;
    }
}
