package dev.attune.bench.sidebyside;

import dev.attune.bench.sidebyside.Comparison.Round;
import dev.attune.bench.sidebyside.WorkerProcess.Opening;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

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
            Map<Side, WorkerProcess> workers = new EnumMap<>(Side.class);
            workers.put(Side.ATTUNE, attune);
            workers.put(Side.PYTORCH, pytorch);
            workers.put(Side.PYTORCH_FUSED, fused);
            Map<Side, List<Sample>> times = time(workers);
            results.add(row(times, Side.PYTORCH));
            results.add(row(times, Side.PYTORCH_FUSED));
        }
    }

    static WorkerProcess attune(Settings settings, Programs programs) {
        return WorkerProcess.start(
                Side.ATTUNE.label, programs.attune(AttuneWorker.class, settings.threads(), List.of()));
    }

    static WorkerProcess pytorch(Settings settings, Programs programs) {
        return WorkerProcess.start(Side.PYTORCH.label, programs.python("worker.py", settings.threads(), List.of()));
    }

    private Map<Side, List<Sample>> time(Map<Side, WorkerProcess> workers) {
        Map<Side, List<Sample>> times = new EnumMap<>(Side.class);
        workers.forEach((side, worker) -> {
            worker.open(new Opening(
                    measured, settings.threads(), settings.exchange(measured), true, side == Side.PYTORCH_FUSED));
            worker.step(measured.warmUp());
            times.put(side, new ArrayList<>());
        });
        for (int round = 0; round < settings.rounds(); round++) {
            for (Side side : order(round)) {
                Sample seconds = new Sample(workers.get(side)
                        .step(settings.steps() * measured.stepsForOne())
                        .seconds());
                times.get(side)
                        .add(new Sample(seconds.values().stream()
                                .map(value -> 1000 * value)
                                .toList()));
            }
        }
        return times;
    }

    /** Returns the order of a round: what slows down in the course of a session slows down all sides. */
    static List<Side> order(int round) {
        List<Side> order = new ArrayList<>(List.of(Side.values()));
        if (round % 2 == 1) {
            Collections.reverse(order);
        }
        return order;
    }

    private Comparison row(Map<Side, List<Sample>> times, Side other) {
        List<Round> rounds = new ArrayList<>();
        for (int round = 0; round < settings.rounds(); round++) {
            rounds.add(new Round(
                    times.get(Side.ATTUNE).get(round), times.get(other).get(round)));
        }
        return new Comparison(GROUP, measured.label(), other.label, "ms", rounds);
    }
}
