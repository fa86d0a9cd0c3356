package dev.attune.testkit;

import java.util.Arrays;

/** Compares arrays bit by bit, and names the first number that differs: nobody reads two lists of thousands. */
final class Identity {
    private Identity() {}

    /**
     * Compares.
     *
     * @param promise what is promised, and what to do
     * @param expected the numbers as they should be
     * @param found the numbers as they are
     */
    static void check(String promise, float[] expected, float[] found) {
        int first = Arrays.mismatch(expected, found);
        if (first == Math.min(expected.length, found.length)) {
            throw new AssertionError(promise + "; wanted " + expected.length + " numbers, found " + found.length);
        }
        if (first >= 0) {
            throw new AssertionError(promise + "; wanted " + expected[first] + ", found " + found[first] + " as number "
                    + (first + 1) + " of " + found.length);
        }
    }
}
