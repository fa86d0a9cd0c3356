package dev.attune.encoders.sound;

import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;

/** Sounds that are known exactly. */
final class Signals {
    private Signals() {}

    static float[] of(double seconds, DoubleUnaryOperator sound) {
        float[] samples = new float[(int) Math.round(seconds * Spectrum.RATE)];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (float) sound.applyAsDouble((double) i / Spectrum.RATE);
        }
        return samples;
    }

    /** A voice-like tone: ten harmonics that fall off. */
    static float[] tone(double seconds, double hertz) {
        return of(seconds, time -> {
            double sum = 0;
            for (int harmonic = 1; harmonic <= 10; harmonic++) {
                sum += Math.sin(2 * Math.PI * hertz * harmonic * time + harmonic) / harmonic;
            }
            return 0.2 * sum;
        });
    }

    static float[] noise(double seconds, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return of(seconds, time -> random.nextDouble() - 0.5);
    }

    /** Returns magnitudes by the definition of the transform. */
    static double[] magnitudes(float[] samples, int offset) {
        double[] magnitudes = new double[Spectrum.BINS];
        for (int bin = 0; bin < magnitudes.length; bin++) {
            double re = 0;
            double im = 0;
            for (int i = 0; i < Spectrum.WINDOW; i++) {
                double hann = 0.5 - 0.5 * Math.cos(2 * Math.PI * i / Spectrum.WINDOW);
                double angle = 2 * Math.PI * bin * i / Spectrum.LENGTH;
                re += hann * samples[offset + i] * Math.cos(angle);
                im -= hann * samples[offset + i] * Math.sin(angle);
            }
            magnitudes[bin] = Math.hypot(re, im);
        }
        return magnitudes;
    }
}
