package dev.attune.api.media;

import dev.attune.api.PublicApi;

/**
 * A stretch of time.
 *
 * @param start its beginning in seconds
 * @param end where it ends, exclusive, not before its beginning
 * @since 0.1
 */
@PublicApi(usage = PublicApi.Usage.CALL, state = PublicApi.State.EXPERIMENTAL, since = "0.1")
public record Span(double start, double end) {
    /** Checks the order. */
    public Span {
        if (!(start <= end)) {
            throw new IllegalArgumentException("a span must not end before it starts, found " + start + " to " + end);
        }
    }

    /** Returns its length in seconds. */
    public double seconds() {
        return end - start;
    }

    /**
     * Returns how much of it two spans share, in seconds.
     *
     * @param other another span
     */
    public double overlap(Span other) {
        return Math.max(0, Math.min(end, other.end) - Math.max(start, other.start));
    }
}
