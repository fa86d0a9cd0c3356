package dev.attune.encoders.sound;

/**
 * Finds the pitch of a piece of sound by YIN (de Cheveigné and Kawahara, 2002).
 *
 * <p>The difference function d(τ) = Σ (x_j - x_{j+τ})², over a window of 25 ms, is small where τ is a period. Divided by its mean up to
 * τ it is 1 for noise and 0 for a periodic signal, whatever the loudness. Its correlation is computed by a Fourier transform, since
 * the sums themselves would take most of the time of an encoder.
 */
final class Pitch {
    private static final int WINDOW = Spectrum.WINDOW;
    /** Mean squares below it, -70 dB, are taken for silence. */
    private static final double SILENCE = 1e-7;

    private final int shortest;
    private final int longest;
    private final double threshold;
    private final int length;
    private final Fft fft;
    private final double[] real;
    private final double[] imaginary;
    private final double[] crossReal;
    private final double[] crossImaginary;
    private final double[] difference;
    private double hertz;
    private double voicing;

    Pitch(double lowest, double highest, double leastVoicing) {
        shortest = Math.max(2, (int) Math.floor(Spectrum.RATE / highest));
        longest = (int) Math.ceil(Spectrum.RATE / lowest);
        threshold = 1 - leastVoicing;
        length = Integer.highestOneBit(WINDOW + longest + 1) * 2;
        fft = new Fft(length);
        real = new double[length];
        imaginary = new double[length];
        crossReal = new double[length];
        crossImaginary = new double[length];
        difference = new double[longest + 2];
    }

    /** Returns how many samples it looks at. */
    int samples() {
        return WINDOW + longest + 1;
    }

    /** Returns the pitch in Hz; 0 where the sound is not voiced. */
    double hertz() {
        return hertz;
    }

    /** Returns how periodic the sound is, from 0 to 1. */
    double voicing() {
        return voicing;
    }

    /** Looks at {@link #samples} samples. */
    void find(float[] samples) {
        hertz = 0;
        voicing = 0;
        double square = 0;
        for (int i = 0; i < samples(); i++) {
            square += (double) samples[i] * samples[i];
        }
        if (square < SILENCE * samples()) {
            return;
        }
        differences(samples);
        int best = period();
        voicing = Math.max(0, Math.min(1, 1 - difference[best]));
        if (difference[best] <= threshold) {
            hertz = Spectrum.RATE / refined(best);
        }
    }

    /** Fills in the difference function, divided by its mean up to each lag. */
    private void differences(float[] samples) {
        correlate(samples);
        double own = 0;
        for (int i = 0; i < WINDOW; i++) {
            own += (double) samples[i] * samples[i];
        }
        double shifted = own;
        double sum = 0;
        difference[0] = 1;
        for (int lag = 1; lag <= longest + 1; lag++) {
            shifted += (double) samples[lag + WINDOW - 1] * samples[lag + WINDOW - 1]
                    - (double) samples[lag - 1] * samples[lag - 1];
            // Rounding must not make a distance negative.
            double value = Math.max(0, own + shifted - 2 * crossReal[lag] / length);
            sum += value;
            difference[lag] = sum > 0 ? value * lag / sum : 1;
        }
    }

    /** Computes Σ x_j x_{j+lag} over the window: one transform for both factors, one back. */
    private void correlate(float[] samples) {
        for (int i = 0; i < length; i++) {
            real[i] = i < WINDOW ? samples[i] : 0;
            imaginary[i] = i < samples() ? samples[i] : 0;
        }
        fft.transform(real, imaginary);
        for (int i = 0; i < length; i++) {
            int mirror = (length - i) % length;
            double windowReal = (real[i] + real[mirror]) / 2;
            double windowImaginary = (imaginary[i] - imaginary[mirror]) / 2;
            double wholeReal = (imaginary[i] + imaginary[mirror]) / 2;
            double wholeImaginary = (real[mirror] - real[i]) / 2;
            crossReal[i] = windowReal * wholeReal + windowImaginary * wholeImaginary;
            crossImaginary[i] = windowReal * wholeImaginary - windowImaginary * wholeReal;
        }
        fft.transform(crossImaginary, crossReal);
    }

    /** Returns the first lag whose difference falls below the threshold, at the bottom of its valley; else the least. */
    private int period() {
        int best = shortest;
        for (int lag = shortest; lag <= longest; lag++) {
            if (difference[lag] < threshold) {
                int bottom = lag;
                while (bottom < longest && difference[bottom + 1] < difference[bottom]) {
                    bottom++;
                }
                return bottom;
            }
            if (difference[lag] < difference[best]) {
                best = lag;
            }
        }
        return best;
    }

    /** Returns the lag of the lowest point of the parabola through a lag and its neighbours. */
    private double refined(int lag) {
        double left = difference[lag - 1];
        double right = difference[lag + 1];
        double bend = left - 2 * difference[lag] + right;
        return bend > 0 ? lag + Math.max(-0.5, Math.min(0.5, (left - right) / (2 * bend))) : lag;
    }
}
