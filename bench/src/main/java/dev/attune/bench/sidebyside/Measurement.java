package dev.attune.bench.sidebyside;

/** Measures one thing on both sides. */
interface Measurement {
    /**
     * Measures.
     *
     * @param results takes the rows, each as soon as it is known
     * @throws BenchmarkException if it cannot go on
     */
    void run(Results results);
}
