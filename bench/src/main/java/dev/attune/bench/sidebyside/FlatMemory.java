package dev.attune.bench.sidebyside;

import dev.attune.bench.sidebyside.WorkerProcess.Opening;
import java.util.Locale;

/** Looks whether memory grows in the course of a long training. */
final class FlatMemory implements Measurement {
    private static final int EARLY = 200;
    private static final int LATE = 2000;
    private static final int AT_ONCE = 100;
    private static final double KILOBYTES = 1024;

    private final Case measured;
    private final Settings settings;
    private final Programs programs;

    FlatMemory(Case measured, Settings settings, Programs programs) {
        this.measured = measured;
        this.settings = settings;
        this.programs = programs;
    }

    @Override
    public void run(Results results) {
        try (WorkerProcess worker = StepTime.attune(settings, programs)) {
            worker.open(new Opening(measured, settings.threads(), settings.exchange(measured), true, false));
            double early = after(worker, EARLY);
            double late = after(worker, LATE - EARLY);
            results.add(new Finding(
                    "flat memory",
                    measured.label(),
                    String.format(
                            Locale.ROOT,
                            "Attune's resident set is %.0f MB after %d steps and %.0f MB after %,d: %+.1f %%",
                            early,
                            EARLY,
                            late,
                            LATE,
                            100 * (late - early) / early)));
        }
    }

    private static double after(WorkerProcess worker, int steps) {
        for (int done = 0; done < steps; done += AT_ONCE) {
            worker.step(AT_ONCE);
        }
        return worker.memory().resident() / KILOBYTES;
    }
}
