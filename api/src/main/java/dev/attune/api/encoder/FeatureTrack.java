package dev.attune.api.encoder;

import static java.util.Objects.requireNonNull;

import dev.attune.api.PublicApi;

/**
 * A sequence of features, each with its time.
 *
 * @since 0.1
 */
@PublicApi(usage = PublicApi.Usage.CALL, state = PublicApi.State.EXPERIMENTAL, since = "0.1")
public final class FeatureTrack {
    private final double[] seconds;
    private final float[][] features;

    /**
     * Makes a track.
     *
     * @param seconds time of each row on the clip's clock, in seconds, ascending
     * @param features one row a time, all of one length
     */
    public FeatureTrack(double[] seconds, float[][] features) {
        this.seconds = requireNonNull(seconds, "seconds is null").clone();
        this.features = requireNonNull(features, "features is null").clone();
        if (seconds.length != features.length) {
            throw new IllegalArgumentException(
                    "a track needs as many rows as times, found " + features.length + " and " + seconds.length);
        }
    }

    /** Returns the number of rows. */
    public int length() {
        return seconds.length;
    }

    /**
     * Returns the time of a row in seconds.
     *
     * @param row its index
     */
    public double seconds(int row) {
        return seconds[row];
    }

    /**
     * Returns a copy of the features of a row.
     *
     * @param row its index
     */
    public float[] features(int row) {
        return features[row].clone();
    }
}
