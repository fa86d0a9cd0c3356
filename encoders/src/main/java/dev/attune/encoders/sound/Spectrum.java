package dev.attune.encoders.sound;

/**
 * The magnitudes of 25 ms of sound at 16 kHz, by VGGish's convention: a periodic Hann window of 400 samples, then zeros up to 512.
 *
 * <p>Real samples are transformed as half as many complex ones, which is twice as fast.
 */
final class Spectrum {
    static final int RATE = 16_000;
    static final int WINDOW = 400;
    static final int HOP = 160;
    static final int LENGTH = 512;
    static final int BINS = LENGTH / 2 + 1;

    private static final int HALF = LENGTH / 2;

    private final double[] hann = new double[WINDOW];
    private final double[] cosines = new double[BINS];
    private final double[] sines = new double[BINS];
    private final Fft fft = new Fft(HALF);
    private final double[] real = new double[HALF];
    private final double[] imaginary = new double[HALF];
    private final double[] magnitudes = new double[BINS];

    Spectrum() {
        for (int i = 0; i < WINDOW; i++) {
            hann[i] = 0.5 - 0.5 * Math.cos(2 * Math.PI * i / WINDOW);
        }
        for (int i = 0; i < BINS; i++) {
            cosines[i] = Math.cos(2 * Math.PI * i / LENGTH);
            sines[i] = Math.sin(2 * Math.PI * i / LENGTH);
        }
    }

    /** Returns the frequency of a bin in Hz. */
    static double frequency(int bin) {
        return (double) bin * RATE / LENGTH;
    }

    /** Returns the magnitudes of {@link #WINDOW} samples; the array is the same at each call. */
    double[] magnitudes(float[] samples, int offset) {
        for (int i = 0; i < WINDOW / 2; i++) {
            real[i] = samples[offset + 2 * i] * hann[2 * i];
            imaginary[i] = samples[offset + 2 * i + 1] * hann[2 * i + 1];
        }
        for (int i = WINDOW / 2; i < HALF; i++) {
            real[i] = 0;
            imaginary[i] = 0;
        }
        fft.transform(real, imaginary);
        for (int bin = 0; bin < BINS; bin++) {
            int left = bin % HALF;
            int right = (HALF - bin) % HALF;
            // Even and odd samples' transforms, from which the whole is put together.
            double evenReal = (real[left] + real[right]) / 2;
            double evenImaginary = (imaginary[left] - imaginary[right]) / 2;
            double oddReal = (imaginary[left] + imaginary[right]) / 2;
            double oddImaginary = (real[right] - real[left]) / 2;
            double re = evenReal + oddReal * cosines[bin] + oddImaginary * sines[bin];
            double im = evenImaginary + oddImaginary * cosines[bin] - oddReal * sines[bin];
            magnitudes[bin] = Math.sqrt(re * re + im * im);
        }
        return magnitudes;
    }
}
