package dev.attune.encoders.sound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.attune.api.media.Timeline;
import dev.attune.testkit.media.ArrayRecording;
import dev.attune.testkit.media.FeatureCollector;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ProsodyTest {
    private static final ProsodyConfig DEFAULTS = new ProsodyConfig(13, 2, 60, 500, 0.8);
    private static final List<String> COLUMNS = DEFAULTS.columns();

    private static FeatureCollector encode(float[] samples, ProsodyConfig config) {
        ProsodyEncoder encoder = new ProsodyEncoder(config);
        FeatureCollector rows = new FeatureCollector(encoder.outputs());
        double seconds = (double) samples.length / Spectrum.RATE;
        encoder.encode(
                ArrayRecording.builder(Timeline.regular(0, seconds, 100))
                        .sound(samples, Spectrum.RATE)
                        .build()
                        .input(),
                rows);
        return rows;
    }

    private static float value(float[] row, String column) {
        return row[COLUMNS.indexOf(column)];
    }

    @Test
    void namesAsManyColumnsAsItGives() {
        assertThat(COLUMNS).hasSize(13 + 8 + 26).doesNotHaveDuplicates();
        assertThat(new ProsodyConfig(0, 0, 60, 500, 0.8).columns()).hasSize(8);
        assertThat(new ProsodyConfig(5, 1, 60, 500, 0.8).columns()).endsWith("mfcc_4_delta");
        for (int deltas = 0; deltas <= 2; deltas++) {
            ProsodyConfig config = new ProsodyConfig(4, deltas, 60, 500, 0.8);
            // As many rows, whatever is appended to them: 1 + (8000 - 400) / 160.
            assertThat(encode(Signals.noise(0.5, 1), config).rows()).hasSize(48);
        }
    }

    @Test
    void coefficientsAreThoseOfTheDefinition() {
        float[] samples = Signals.of(0.3, time -> 0.4 * Math.sin(2 * Math.PI * (200 + 4000 * time) * time));
        List<float[]> rows = encode(samples, DEFAULTS).rows();
        double[][] wanted = new double[rows.size()][13];
        for (int frame = 0; frame < rows.size(); frame++) {
            double[] bands = bands(Signals.magnitudes(samples, frame * 160));
            for (int i = 0; i < 13; i++) {
                for (int band = 0; band < 40; band++) {
                    wanted[frame][i] += Math.sqrt((i == 0 ? 1 : 2) / 40.0)
                            * Math.cos(Math.PI / 40 * (band + 0.5) * i)
                            * bands[band];
                }
                assertThat((double) rows.get(frame)[i]).isCloseTo(wanted[frame][i], within(1e-4));
            }
        }
        double[][] slopes = slopes(wanted);
        double[][] bends = slopes(slopes);
        for (int frame = 0; frame < rows.size(); frame++) {
            for (int i = 0; i < 13; i++) {
                assertThat((double) value(rows.get(frame), "mfcc_" + i + "_delta"))
                        .isCloseTo(slopes[frame][i], within(1e-4));
                assertThat((double) value(rows.get(frame), "mfcc_" + i + "_delta_delta"))
                        .isCloseTo(bends[frame][i], within(1e-4));
            }
        }
    }

    private static double mel(double hertz) {
        return 1127 * Math.log(1 + hertz / 700);
    }

    /** The triangles as a sum over all bins, without any clever borders. */
    private static double[] bands(double[] magnitudes) {
        double[] bands = new double[40];
        double step = (mel(7500) - mel(125)) / 41;
        for (int band = 0; band < 40; band++) {
            double centre = mel(125) + (band + 1) * step;
            double sum = 0;
            for (int bin = 1; bin < magnitudes.length; bin++) {
                sum += magnitudes[bin] * Math.max(0, 1 - Math.abs(mel(bin * 31.25) - centre) / step);
            }
            bands[band] = Math.log(sum + 0.01);
        }
        return bands;
    }

    private static double[][] slopes(double[][] rows) {
        double[][] slopes = new double[rows.length][13];
        for (int t = 0; t < rows.length; t++) {
            for (int i = 0; i < 13; i++) {
                for (int n = 1; n <= 2; n++) {
                    slopes[t][i] += n * (rows[Math.min(t + n, rows.length - 1)][i] - rows[Math.max(t - n, 0)][i]) / 10;
                }
            }
        }
        return slopes;
    }

    @Test
    void theDifferenceFunctionFindsThePitchOfTones() {
        for (double hertz : new double[] {70, 110, 221.3, 440}) {
            List<float[]> rows = encode(Signals.tone(0.5, hertz), DEFAULTS).rows();
            double wanted = 12 * Math.log(hertz / 27.5) / Math.log(2);
            for (float[] row : rows.subList(5, rows.size() - 5)) {
                // A twentieth of a semitone is 0.3 %.
                assertThat((double) value(row, "f0")).as("%s Hz", hertz).isCloseTo(wanted, within(0.05));
                assertThat(value(row, "voicing")).isGreaterThan(0.95f);
            }
        }
    }

    /** Against sums as YIN's paper writes them. */
    @Test
    void theTransformGivesTheSumsOfYin() {
        float[] samples = Signals.noise(0.1, 8);
        Pitch pitch = new Pitch(60, 500, 0.8);
        pitch.find(samples);
        double least = Double.POSITIVE_INFINITY;
        double sum = 0;
        for (int lag = 1; lag <= 267; lag++) {
            double difference = 0;
            for (int j = 0; j < 400; j++) {
                difference += Math.pow((double) samples[j] - samples[j + lag], 2);
            }
            sum += difference;
            if (lag >= 32) {
                least = Math.min(least, difference * lag / sum);
            }
        }
        assertThat(pitch.voicing()).isCloseTo(1 - least, within(1e-9)).isBetween(0.05, 0.5);
        assertThat(pitch.hertz()).isZero();
    }

    @Test
    void theShapeOfATonesSpectrumIsNarrowAndThatOfNoiseWide() {
        float[] tone = encode(Signals.of(0.2, time -> 0.5 * Math.sin(2 * Math.PI * 3000 * time)), DEFAULTS)
                .rows()
                .get(10);
        assertThat(value(tone, "centroid")).isCloseTo(3, within(0.02f));
        assertThat(value(tone, "spread")).isLessThan(0.2f);
        assertThat(value(tone, "rolloff")).isCloseTo(3, within(0.05f));
        // 3000 periods a second cross zero 6000 times.
        assertThat(value(tone, "crossings")).isCloseTo(6000f / 16_000, within(0.01f));
        assertThat(value(tone, "energy")).isCloseTo((float) Math.log(0.125), within(0.01f));
        assertThat(value(tone, "flux")).isLessThan(0.02f);
        float[] noise = encode(Signals.noise(0.2, 2), DEFAULTS).rows().get(10);
        assertThat(value(noise, "centroid")).isCloseTo(4, within(0.5f));
        assertThat(value(noise, "spread")).isGreaterThan(1.8f);
        assertThat(value(noise, "flux")).isGreaterThan(0.3f);
        assertThat(value(noise, "f0")).isZero();
    }

    @Test
    void silenceHasFiniteNumbers() {
        List<float[]> rows = encode(new float[8_000], DEFAULTS).rows();
        assertThat(rows).hasSize(48).allSatisfy(row -> {
            for (String column :
                    List.of("f0", "voicing", "centroid", "spread", "flux", "rolloff", "crossings", "mfcc_3_delta")) {
                assertThat(value(row, column)).as(column).isZero();
            }
            assertThat(value(row, "energy")).isCloseTo((float) Math.log(1e-7), within(1e-4f));
        });
    }
}
