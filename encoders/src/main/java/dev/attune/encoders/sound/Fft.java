package dev.attune.encoders.sound;

/** The discrete Fourier transform of a fixed length, a power of two, in place. */
final class Fft {
    private final int length;
    private final int[] reversed;
    private final double[] cosines;
    private final double[] sines;

    Fft(int length) {
        if (length < 2 || Integer.bitCount(length) != 1) {
            throw new IllegalArgumentException("the length must be a power of two, found " + length);
        }
        this.length = length;
        int bits = Integer.numberOfTrailingZeros(length);
        reversed = new int[length];
        cosines = new double[length / 2];
        sines = new double[length / 2];
        for (int i = 0; i < length; i++) {
            reversed[i] = Integer.reverse(i) >>> (Integer.SIZE - bits);
        }
        for (int i = 0; i < length / 2; i++) {
            cosines[i] = Math.cos(2 * Math.PI * i / length);
            sines[i] = -Math.sin(2 * Math.PI * i / length);
        }
    }

    /** Transforms; with the two arrays exchanged it is the inverse, times the length. */
    void transform(double[] real, double[] imaginary) {
        for (int i = 0; i < length; i++) {
            int j = reversed[i];
            if (i < j) {
                swap(real, i, j);
                swap(imaginary, i, j);
            }
        }
        for (int half = 1; half < length; half *= 2) {
            int step = length / (2 * half);
            for (int start = 0; start < length; start += 2 * half) {
                for (int k = 0; k < half; k++) {
                    double cosine = cosines[k * step];
                    double sine = sines[k * step];
                    int upper = start + k;
                    int lower = upper + half;
                    double re = real[lower] * cosine - imaginary[lower] * sine;
                    double im = real[lower] * sine + imaginary[lower] * cosine;
                    real[lower] = real[upper] - re;
                    imaginary[lower] = imaginary[upper] - im;
                    real[upper] += re;
                    imaginary[upper] += im;
                }
            }
        }
    }

    private static void swap(double[] values, int i, int j) {
        double value = values[i];
        values[i] = values[j];
        values[j] = value;
    }
}
