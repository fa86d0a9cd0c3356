package dev.attune.bench.sidebyside;

import dev.attune.bench.sidebyside.Comparison.Round;
import dev.attune.bench.sidebyside.WorkerProcess.Opening;
import java.util.ArrayList;
import java.util.List;

/** Asks fresh workers for their largest resident set after some steps. */
final class PeakMemory implements Measurement {
    private static final int STEPS = 30;
    private static final int ROUNDS = 2;
    private static final double KILOBYTES = 1024;

    private final Case measured;
    private final Settings settings;
    private final Programs programs;

    PeakMemory(Case measured, Settings settings, Programs programs) {
        this.measured = measured;
        this.settings = settings;
        this.programs = programs;
    }

    @Override
    public void run(Results results) {
        // Beforehand, so that the worker that is measured only trains.
        try (WorkerProcess worker = StepTime.attune(settings, programs)) {
            worker.open(opening());
        }
        List<Round> rounds = new ArrayList<>();
        for (int round = 0; round < Math.min(ROUNDS, settings.rounds()); round++) {
            Sample here = peak(StepTime.attune(settings, programs));
            Sample there = peak(StepTime.pytorch(settings, programs));
            rounds.add(new Round(here, there));
        }
        results.add(new Comparison("peak memory", measured.label(), "PyTorch", "MB", rounds));
    }

    private Sample peak(WorkerProcess started) {
        try (WorkerProcess worker = started) {
            worker.open(opening());
            worker.step(STEPS);
            return Sample.of(worker.memory().peak() / KILOBYTES);
        }
    }

    private Opening opening() {
        return new Opening(measured, settings.threads(), settings.exchange(measured), true, false);
    }
}
