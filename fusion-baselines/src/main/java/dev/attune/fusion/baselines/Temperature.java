package dev.attune.fusion.baselines;

/** The range of a softmax's temperature, by which its scores are divided. */
final class Temperature {
    /** Below this, scores of any size would be rounded to a hard choice. */
    static final double COLDEST = 0.001;

    /** Above this, scores of any size would be levelled out. */
    static final double HOTTEST = 1000;

    private Temperature() {}

    static void check(double value) {
        if (!(value >= COLDEST && value <= HOTTEST)) {
            throw new IllegalArgumentException(
                    "temperature must be between " + COLDEST + " and " + HOTTEST + ", found " + value);
        }
    }
}
