package dev.attune.testkit.golden;

import java.nio.charset.StandardCharsets;

/** Splitmix64 values seeded by a case and a name, as the manifest's conventions define them. */
final class Formula {
    private Formula() {}

    static float[] values(long caseSeed, String name, double scale, int size) {
        long seed = caseSeed ^ fnv1a64(name);
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            long z = seed + (i + 1) * 0x9E3779B97F4A7C15L;
            z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
            z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
            z = z ^ (z >>> 31);
            double u = (z >>> 40) / (double) (1 << 24);
            values[i] = (float) ((2.0 * u - 1.0) * scale);
        }
        return values;
    }

    private static long fnv1a64(String text) {
        long hash = 0xcbf29ce484222325L;
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xFF)) * 0x100000001b3L;
        }
        return hash;
    }
}
