package dev.attune.encoders.sound;

import java.util.Arrays;

/** Describes the shape of a spectrum in five numbers: centroid, spread, flux, roll-off, and the crossings of zero. */
final class SpectrumShape {
    static final int COLUMNS = 5;

    private static final double ROLL_OFF = 0.85;
    private static final double SILENCE = 1e-6;

    private final double[] before = new double[Spectrum.BINS];
    private boolean started;

    /** Writes the five numbers; flux is 0 for the first row. */
    void describe(double[] magnitudes, float[] samples, int offset, float[] row, int column) {
        Arrays.fill(row, column, column + COLUMNS, 0);
        double sum = 0;
        double squares = 0;
        double centroid = 0;
        for (int bin = 0; bin < Spectrum.BINS; bin++) {
            sum += magnitudes[bin];
            squares += magnitudes[bin] * magnitudes[bin];
            centroid += magnitudes[bin] * kilohertz(bin);
        }
        boolean silent = sum < SILENCE;
        if (!silent) {
            centroid /= sum;
            row[column] = (float) centroid;
            row[column + 1] = (float) spread(magnitudes, sum, centroid);
            row[column + 3] = (float) rollOff(magnitudes, sum);
            row[column + 4] = crossings(samples, offset);
        }
        row[column + 2] = flux(magnitudes, silent ? 0 : 1 / Math.sqrt(squares));
    }

    private static double kilohertz(int bin) {
        return Spectrum.frequency(bin) / 1000;
    }

    private static double spread(double[] magnitudes, double sum, double centroid) {
        double variance = 0;
        for (int bin = 0; bin < Spectrum.BINS; bin++) {
            double distance = kilohertz(bin) - centroid;
            variance += magnitudes[bin] * distance * distance;
        }
        return Math.sqrt(variance / sum);
    }

    private static double rollOff(double[] magnitudes, double sum) {
        double below = 0;
        for (int bin = 0; bin < Spectrum.BINS; bin++) {
            below += magnitudes[bin];
            if (below >= ROLL_OFF * sum) {
                return kilohertz(bin);
            }
        }
        return kilohertz(Spectrum.BINS - 1);
    }

    private float flux(double[] magnitudes, double scale) {
        double distance = 0;
        for (int bin = 0; bin < Spectrum.BINS; bin++) {
            double value = magnitudes[bin] * scale;
            distance += (value - before[bin]) * (value - before[bin]);
            before[bin] = value;
        }
        boolean first = !started;
        started = true;
        return first ? 0 : (float) Math.sqrt(distance);
    }

    private static float crossings(float[] samples, int offset) {
        int changes = 0;
        for (int i = 1; i < Spectrum.WINDOW; i++) {
            if (samples[offset + i - 1] >= 0 != samples[offset + i] >= 0) {
                changes++;
            }
        }
        return (float) changes / (Spectrum.WINDOW - 1);
    }
}
