package dev.attune.bench.sidebyside;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.bench.ratio.Ratio;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A network that runs as a graph is not slower than the same as it is written, in one run. */
final class GraphGateIT {
    private static final int WARM_UP = 60;

    /** The small model has much to gain; with room for a busy machine. */
    @ParameterizedTest
    @CsvSource({"TINY, 10, 1.0"})
    void graphBeatsTheModelAsItIsWritten(Case measured, int steps, double limit) {
        try (AttuneTraining graph = new AttuneTraining(measured, 1, true);
                AttuneTraining eager = new AttuneTraining(measured, measured.eager(), 1)) {
            run(graph, WARM_UP);
            run(eager, WARM_UP);
            double ratio = Ratio.of(
                    "training step of " + measured.label() + ", graph / as it is written",
                    () -> run(graph, steps),
                    () -> run(eager, steps),
                    1);
            assertThat(ratio).isLessThan(limit);
        }
    }

    private static void run(AttuneTraining training, int steps) {
        for (int step = 0; step < steps; step++) {
            training.step();
        }
    }
}
