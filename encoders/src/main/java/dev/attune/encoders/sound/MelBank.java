package dev.attune.encoders.sound;

/**
 * Sums magnitudes in bands of equal width on the mel scale, from 125 to 7500 Hz, and takes the logarithm, as VGGish does.
 *
 * <p>The bands are triangles that are straight on the mel scale (1127 ln(1 + f / 700)), not in Hz, and are not scaled by their areas;
 * the bin of frequency 0 is left out. Other libraries differ in each of these points.
 */
final class MelBank {
    private static final double LOW = 125;
    private static final double HIGH = 7500;
    /** Keeps the logarithm of silence finite, and quiet noise from weighing much. */
    private static final double OFFSET = 0.01;

    private final int[] first;
    private final double[][] weights;

    MelBank(int bands) {
        first = new int[bands];
        weights = new double[bands][];
        double step = (mel(HIGH) - mel(LOW)) / (bands + 1);
        for (int band = 0; band < bands; band++) {
            double low = mel(LOW) + band * step;
            double centre = low + step;
            double high = centre + step;
            int from = 1;
            while (from < Spectrum.BINS && mel(Spectrum.frequency(from)) <= low) {
                from++;
            }
            int to = from;
            while (to < Spectrum.BINS && mel(Spectrum.frequency(to)) < high) {
                to++;
            }
            first[band] = from;
            weights[band] = new double[to - from];
            for (int bin = from; bin < to; bin++) {
                double place = mel(Spectrum.frequency(bin));
                weights[band][bin - from] = Math.min((place - low) / (centre - low), (high - place) / (high - centre));
            }
        }
    }

    private static double mel(double frequency) {
        return 1127 * Math.log(1 + frequency / 700);
    }

    int bands() {
        return first.length;
    }

    /** Writes ln(sum + 0.01) of each band. */
    void logarithms(double[] magnitudes, float[] destination) {
        for (int band = 0; band < first.length; band++) {
            double sum = 0;
            double[] triangle = weights[band];
            int from = first[band];
            for (int i = 0; i < triangle.length; i++) {
                sum += triangle[i] * magnitudes[from + i];
            }
            destination[band] = (float) Math.log(sum + OFFSET);
        }
    }
}
