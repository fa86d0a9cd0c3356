package dev.attune.fusion.baselines;

/** Checks shared by the records of options. */
final class Options {
    /** A greater probability would leave too little to learn from; 1 would leave nothing. */
    static final double MOST_DROPOUT = 0.95;

    /** No published model of the field is near this; a wider one is a slip of the keyboard. */
    static final int WIDEST = 65_536;

    /** The deepest published models of the field have less than half as many layers. */
    static final int DEEPEST = 16;

    /** More heads than in any published model of the field. */
    static final int MOST_HEADS = 64;

    private Options() {}

    static void checkBetween(String name, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(name + " must be between " + min + " and " + max + ", found " + value);
        }
    }

    static void checkBetween(String name, double value, double min, double max) {
        if (!(value >= min && value <= max)) {
            throw new IllegalArgumentException(name + " must be between " + min + " and " + max + ", found " + value);
        }
    }

    static void checkDropout(double value) {
        if (!(value >= 0 && value <= MOST_DROPOUT)) {
            throw new IllegalArgumentException("dropout must be between 0 and " + MOST_DROPOUT + ", found " + value);
        }
    }

    /** Checks width and heads of an attention, which shares the width out among its heads. */
    static void checkHeads(int width, int heads) {
        checkBetween("width", width, 1, WIDEST);
        checkBetween("heads", heads, 1, MOST_HEADS);
        if (width % heads != 0) {
            throw new IllegalArgumentException("width must be a multiple of heads, found " + width + " and " + heads);
        }
    }
}
