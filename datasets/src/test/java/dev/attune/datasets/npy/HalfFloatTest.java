package dev.attune.datasets.npy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HalfFloatTest {
    /** Every pattern of bits against the definition: sign, 5 bits of exponent, 10 of fraction. */
    @Test
    void everyNumberIsExact() {
        for (int bits = 0; bits < 1 << 16; bits++) {
            int exponent = bits >> 10 & 31;
            int fraction = bits & 1023;
            double size = exponent == 31
                    ? fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN
                    : exponent == 0
                            ? fraction * Math.pow(2, -24)
                            : (1 + fraction / 1024.0) * Math.pow(2, exponent - 15);
            float expected = (float) (bits >= 1 << 15 ? -size : size);
            assertThat(HalfFloat.toFloat((short) bits)).as("bits %04x", bits).isEqualTo(expected);
        }
    }

    @Test
    void zeroKeepsItsSign() {
        assertThat(1 / HalfFloat.toFloat((short) 0x8000)).isEqualTo(Float.NEGATIVE_INFINITY);
    }
}
