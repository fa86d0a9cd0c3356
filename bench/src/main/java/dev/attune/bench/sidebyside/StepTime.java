package dev.attune.bench.sidebyside;

import dev.attune.bench.sidebyside.Comparison.Round;
import dev.attune.bench.sidebyside.WorkerProcess.Opening;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Times training steps of one case: first without dropout, to see that both sides compute the same, then with it.
 *
 * <p>Three workers stay open and work one at a time, in an order that turns round from round to round.
 */
final class StepTime implements Measurement {
    private static final String GROUP = "training step";

    private final Case measured;
    private final Settings settings;
    private final Programs programs;

    /** Who trains. */
    enum Side {
        ATTUNE("Attune"),
        PYTORCH("PyTorch"),
        PYTORCH_FUSED("PyTorch, fused Adam");

        private final String label;

        Side(String label) {
            this.label = label;
        }

        String label() {
            return label;
        }
    }

    StepTime(Case measured, Settings settings, Programs programs) {
        this.measured = measured;
        this.settings = settings;
        this.programs = programs;
    }

    @Override
    public void run(Results results) {
        try (WorkerProcess attune = attune(settings, programs);
                WorkerProcess pytorch = pytorch(settings, programs);
                WorkerProcess fused = pytorch(settings, programs)) {
            results.add(new LossAgreement(measured, settings).check(attune, pytorch));
            List<Contestant> contestants = List.of(
                    new Contestant(Side.ATTUNE, attune),
                    new Contestant(Side.PYTORCH, pytorch),
                    new Contestant(Side.PYTORCH_FUSED, fused));
            time(contestants);
            results.add(row(contestants.get(0), contestants.get(1)));
            results.add(row(contestants.get(0), contestants.get(2)));
        }
    }

    /** One side, and what was measured of it, a sample a round. */
    private static final class Contestant {
        private final Side side;
        private final WorkerProcess worker;
        private final List<Sample> times = new ArrayList<>();

        private Contestant(Side side, WorkerProcess worker) {
            this.side = side;
            this.worker = worker;
        }
    }

    static WorkerProcess attune(Settings settings, Programs programs) {
        return WorkerProcess.start(
                Side.ATTUNE.label, programs.attune(AttuneWorker.class, settings.threads(), List.of()));
    }

    static WorkerProcess pytorch(Settings settings, Programs programs) {
        return WorkerProcess.start(Side.PYTORCH.label, programs.python("worker.py", settings.threads(), List.of()));
    }

    private void time(List<Contestant> contestants) {
        for (Contestant contestant : contestants) {
            boolean fused = contestant.side == Side.PYTORCH_FUSED;
            contestant.worker.open(new Opening(measured, settings.threads(), settings.exchange(measured), true, fused));
            contestant.worker.step(measured.warmUp());
        }
        for (int round = 0; round < settings.rounds(); round++) {
            for (Contestant contestant : order(contestants, round)) {
                List<Double> seconds = contestant
                        .worker
                        .step(settings.steps() * measured.stepsForOne())
                        .seconds();
                contestant.times.add(
                        new Sample(seconds.stream().map(value -> 1000 * value).toList()));
            }
        }
    }

    /** Returns the order of a round: what slows down in the course of a session slows down all sides. */
    static <T> List<T> order(List<T> all, int round) {
        List<T> order = new ArrayList<>(all);
        if (round % 2 == 1) {
            Collections.reverse(order);
        }
        return order;
    }

    private Comparison row(Contestant attune, Contestant other) {
        List<Round> rounds = new ArrayList<>();
        for (int round = 0; round < settings.rounds(); round++) {
            rounds.add(new Round(attune.times.get(round), other.times.get(round)));
        }
        return new Comparison(GROUP, measured.label(), other.side.label, "ms", rounds);
    }
}
