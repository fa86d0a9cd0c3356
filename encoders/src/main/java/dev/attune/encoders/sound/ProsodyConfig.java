package dev.attune.encoders.sound;

import dev.attune.api.config.DefaultValue;
import dev.attune.api.config.Doc;
import dev.attune.api.config.Range;
import java.util.ArrayList;
import java.util.List;

/**
 * Options of prosodic features: how something is said.
 *
 * <p>A row each 10 ms, from the 25 ms round its middle, holds these columns:
 *
 * <ol>
 *   <li>{@code mfcc_0} to {@code mfcc_12}: the orthonormal DCT-II of 40 log-mel bands
 *   <li>{@code energy}: the logarithm of the mean square, with 1e-7 (-70 dB) added
 *   <li>{@code f0}: the pitch in semitones above 27.5 Hz; 0 where the frame is not voiced
 *   <li>{@code voicing}: from 0, noise, to 1, a periodic signal
 *   <li>{@code centroid} and {@code spread}: mean and standard deviation of the spectrum's magnitudes in kHz
 *   <li>{@code flux}: the distance between the normalised spectra of this row and the one before, from 0 to 1.4
 *   <li>{@code rolloff}: the frequency in kHz below which 85 % of the magnitudes lie
 *   <li>{@code crossings}: the share of neighbouring samples between which the sign changes
 *   <li>{@code mfcc_0_delta} to {@code mfcc_12_delta}, and then {@code mfcc_0_delta_delta} to {@code mfcc_12_delta_delta}: slopes over
 *       50 ms by linear regression, and the slopes of these, per row
 * </ol>
 *
 * <p>In digital silence, the spectrum's columns and the pitch are 0.
 *
 * @param mfcc coefficients
 * @param deltas how often slopes are taken
 * @param lowestPitch in Hz
 * @param highestPitch in Hz
 * @param leastVoicing of a voiced frame
 * @since 0.1
 */
public record ProsodyConfig(
        @Doc("The number of MFCCs; 0 for none.") @DefaultValue("13") @Range(min = 0, max = 40)
        int mfcc,

        @Doc("0 for MFCCs alone, 1 to add their slopes, 2 to add the slopes of these too.")
        @DefaultValue("2")
        @Range(min = 0, max = 2)
        int deltas,

        @Doc("The lowest pitch that is looked for, in Hz.") @DefaultValue("60") @Range(min = 40, max = 1000)
        double lowestPitch,

        @Doc("The highest pitch that is looked for, in Hz.") @DefaultValue("500") @Range(min = 50, max = 2000)
        double highestPitch,

        @Doc("From which voicing on, between 0 and 1, a frame has a pitch.")
        @DefaultValue("0.8")
        @Range(min = 0, max = 1)
        double leastVoicing) {
    /** Checks the order of pitches. */
    public ProsodyConfig {
        if (!(lowestPitch < highestPitch)) {
            throw new IllegalArgumentException(
                    "highest-pitch must be above lowest-pitch, found " + highestPitch + " and " + lowestPitch);
        }
    }

    /** Returns the names of the columns. */
    List<String> columns() {
        List<String> coefficients = new ArrayList<>();
        for (int i = 0; i < mfcc; i++) {
            coefficients.add("mfcc_" + i);
        }
        List<String> columns = new ArrayList<>(coefficients);
        columns.addAll(List.of("energy", "f0", "voicing", "centroid", "spread", "flux", "rolloff", "crossings"));
        String suffix = "";
        for (int i = 0; i < deltas; i++) {
            suffix += "_delta";
            for (String coefficient : coefficients) {
                columns.add(coefficient + suffix);
            }
        }
        return columns;
    }
}
