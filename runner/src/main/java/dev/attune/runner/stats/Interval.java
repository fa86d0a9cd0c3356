package dev.attune.runner.stats;

/**
 * An interval.
 *
 * @param low lower end, in the units of the figure
 * @param high upper end
 * @param confidence the level, as in 0.95
 */
public record Interval(double low, double high, double confidence) {
    /** Checks the order of the ends. */
    public Interval {
        if (!(low <= high)) {
            throw new IllegalArgumentException("low must not be above high, found " + low + " and " + high);
        }
    }

    /** Returns whether 0 lies outside. */
    public boolean excludesZero() {
        return low > 0 || high < 0;
    }
}
