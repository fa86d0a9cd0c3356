package dev.attune.datasets.npy;

/** Reads numbers of 16 bits (IEEE 754 binary16), for which Java 17 has no method. */
final class HalfFloat {
    private static final int SIGN = 0x8000;
    private static final int EXPONENT = 0x7C00;
    private static final int FRACTION = 0x03FF;
    private static final int FRACTION_BITS = 10;
    private static final int WIDE_FRACTION_BITS = 23;

    /** 2^-24, the least number above 0. */
    private static final float LEAST = 0x1p-24f;

    /** What the exponents of the two formats are told apart by: biases of 127 and 15. */
    private static final int BIAS_DIFFERENCE = 127 - 15;

    private HalfFloat() {}

    /** Returns the number that some bits mean; exact, infinities and NaN included. */
    static float toFloat(short bits) {
        int fraction = bits & FRACTION;
        int exponent = bits & EXPONENT;
        int sign = (bits & SIGN) << 16;
        if (exponent == 0) {
            float small = fraction * LEAST;
            return sign == 0 ? small : -small;
        }
        int widened = fraction << (WIDE_FRACTION_BITS - FRACTION_BITS);
        if (exponent == EXPONENT) {
            return Float.intBitsToFloat(sign | 0x7F80_0000 | widened);
        }
        int wideExponent = (exponent >> FRACTION_BITS) + BIAS_DIFFERENCE;
        return Float.intBitsToFloat(sign | wideExponent << WIDE_FRACTION_BITS | widened);
    }
}
