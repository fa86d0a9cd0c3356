package dev.attune.bench.ratio;

import java.util.Arrays;
import java.util.Locale;

/** Times two pieces of work in turns, so that whatever else the machine does meets both. */
final class Ratio {
    private static final int ROUNDS = 15;
    private static final int WARM_UP = 4;

    private Ratio() {}

    /**
     * Returns the median over rounds of the time of the one divided by that of the other, and prints it.
     *
     * @param what for the print
     * @param one work
     * @param other work of the same result
     * @param repetitions of each in a round
     */
    static double of(String what, Runnable one, Runnable other, int repetitions) {
        double[] ratios = new double[ROUNDS];
        for (int round = -WARM_UP; round < ROUNDS; round++) {
            boolean first = round % 2 == 0; // who begins changes from round to round
            long before = first ? nanos(one, repetitions) : 0;
            long others = nanos(other, repetitions);
            long ones = first ? before : nanos(one, repetitions);
            if (round >= 0) {
                ratios[round] = (double) ones / others;
            }
        }
        Arrays.sort(ratios);
        double median = ratios[ROUNDS / 2];
        System.out.printf(Locale.ROOT, "%s: %.3f (%.3f to %.3f)%n", what, median, ratios[0], ratios[ROUNDS - 1]);
        return median;
    }

    private static long nanos(Runnable work, int repetitions) {
        long start = System.nanoTime();
        for (int i = 0; i < repetitions; i++) {
            work.run();
        }
        return System.nanoTime() - start;
    }
}
