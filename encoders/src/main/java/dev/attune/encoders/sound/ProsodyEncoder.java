package dev.attune.encoders.sound;

import dev.attune.api.encoder.Encoder;
import dev.attune.api.encoder.EncoderInput;
import dev.attune.api.encoder.FeatureSink;
import dev.attune.api.media.Recording;
import java.util.function.Consumer;

/** Gives the columns that {@link ProsodyConfig} lists, each 10 ms. */
final class ProsodyEncoder implements Encoder {
    private static final int BANDS = 40;
    private static final double LOWEST_NOTE = 27.5;
    private static final double QUIET = 1e-7;

    private final ProsodyConfig config;
    private final int outputs;
    private final Spectrum spectrum = new Spectrum();
    private final MelBank bank = new MelBank(BANDS);
    private final float[] logarithms = new float[BANDS];
    private final double[][] cosines;

    ProsodyEncoder(ProsodyConfig config) {
        this.config = config;
        outputs = config.columns().size();
        cosines = new double[config.mfcc()][BANDS];
        for (int i = 0; i < cosines.length; i++) {
            double scale = Math.sqrt((i == 0 ? 1.0 : 2.0) / BANDS);
            for (int band = 0; band < BANDS; band++) {
                cosines[i][band] = scale * Math.cos(Math.PI * i * (band + 0.5) / BANDS);
            }
        }
    }

    @Override
    public int outputs() {
        return outputs;
    }

    @Override
    public void encode(EncoderInput input, FeatureSink sink) {
        Recording recording = input.recording();
        if (recording.soundSpans().isEmpty()) {
            return;
        }
        SoundRows rows = new SoundRows(recording.soundSpans(), sink);
        long[] given = {0};
        Consumer<float[]> end = row -> rows.row(LogMelEncoder.span(given[0]++), row);
        Deltas second = new Deltas(config.mfcc() + SpectrumShape.COLUMNS + 3, config.mfcc(), end);
        Deltas first = new Deltas(0, config.mfcc(), config.deltas() == 2 ? second::row : end);
        Consumer<float[]> start = config.deltas() == 0 ? end : first::row;
        try (SampleWindows samples = new SampleWindows(recording.sound(Spectrum.RATE))) {
            frames(samples, start);
        }
        first.finish();
        second.finish();
    }

    private void frames(SampleWindows samples, Consumer<float[]> rows) {
        Pitch pitch = new Pitch(config.lowestPitch(), config.highestPitch(), config.leastVoicing());
        // One window serves all: the pitch looks further to both sides than the spectrum.
        float[] window = new float[pitch.samples()];
        int before = (pitch.samples() - Spectrum.WINDOW) / 2;
        SpectrumShape shape = new SpectrumShape();
        for (long frame = 0; ; frame++) {
            int read = samples.read(frame * Spectrum.HOP - before, window);
            if (read < before + Spectrum.WINDOW) {
                return;
            }
            double[] magnitudes = spectrum.magnitudes(window, before);
            float[] row = new float[config.mfcc() + 3 + SpectrumShape.COLUMNS];
            coefficients(magnitudes, row);
            pitch.find(window);
            int column = config.mfcc();
            row[column] = (float) Math.log(meanSquare(window, before) + QUIET);
            row[column + 1] =
                    pitch.hertz() == 0 ? 0 : (float) (12 * Math.log(pitch.hertz() / LOWEST_NOTE) / Math.log(2));
            row[column + 2] = (float) pitch.voicing();
            shape.describe(magnitudes, window, before, row, column + 3);
            rows.accept(row);
        }
    }

    private void coefficients(double[] magnitudes, float[] row) {
        bank.logarithms(magnitudes, logarithms);
        for (int i = 0; i < cosines.length; i++) {
            double sum = 0;
            for (int band = 0; band < BANDS; band++) {
                sum += cosines[i][band] * logarithms[band];
            }
            row[i] = (float) sum;
        }
    }

    private static double meanSquare(float[] samples, int offset) {
        double sum = 0;
        for (int i = 0; i < Spectrum.WINDOW; i++) {
            sum += (double) samples[offset + i] * samples[offset + i];
        }
        return sum / Spectrum.WINDOW;
    }

    @Override
    public void close() {}
}
