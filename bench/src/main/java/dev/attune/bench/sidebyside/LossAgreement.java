package dev.attune.bench.sidebyside;

import dev.attune.bench.sidebyside.WorkerProcess.Opening;
import java.util.List;
import java.util.Locale;

/** Sees to it that both sides train the same model: from the same values, without dropout, losses must agree. */
final class LossAgreement {
    private static final int STEPS = 20;
    private static final double AT_FIRST = 1e-4;
    private static final double LATER = 1e-3;

    private final Case measured;
    private final Settings settings;

    LossAgreement(Case measured, Settings settings) {
        this.measured = measured;
        this.settings = settings;
    }

    /**
     * Trains both and compares.
     *
     * @throws BenchmarkException if they do not agree, or learn different numbers of values
     */
    Finding check(WorkerProcess attune, WorkerProcess pytorch) {
        Opening opening = new Opening(measured, settings.threads(), settings.exchange(measured), false, false);
        long here = attune.open(opening);
        long there = pytorch.open(opening);
        if (here != there) {
            throw new BenchmarkException(measured.label() + ": Attune learns " + here + " values and PyTorch " + there
                    + "; the models are not the same.");
        }
        List<Double> ours = attune.step(STEPS).losses();
        List<Double> theirs = pytorch.step(STEPS).losses();
        return judge(measured.label(), here, ours, theirs);
    }

    /** Compares losses, step by step. */
    static Finding judge(String name, long parameters, List<Double> ours, List<Double> theirs) {
        double greatest = 0;
        for (int step = 0; step < ours.size(); step++) {
            double difference = Math.abs(ours.get(step) - theirs.get(step)) / Math.abs(theirs.get(step));
            double allowed = step == 0 ? AT_FIRST : LATER;
            if (!(difference <= allowed)) {
                throw new BenchmarkException(String.format(
                        Locale.ROOT,
                        "%s: the losses of step %d differ by %.2e, at most %.0e is allowed: Attune %.7f, PyTorch %.7f; the models"
                                + " are not the same.",
                        name,
                        step + 1,
                        difference,
                        allowed,
                        ours.get(step),
                        theirs.get(step)));
            }
            greatest = Math.max(greatest, difference);
        }
        int last = ours.size() - 1;
        return new Finding(
                "losses agree",
                name,
                String.format(
                        Locale.ROOT,
                        "%,d parameters, %d steps without dropout, loss %.5f to %.5f: relative difference %.1e at step 1, at"
                                + " most %.1e",
                        parameters,
                        ours.size(),
                        ours.get(0),
                        ours.get(last),
                        Math.abs(ours.get(0) - theirs.get(0)) / Math.abs(theirs.get(0)),
                        greatest));
    }
}
