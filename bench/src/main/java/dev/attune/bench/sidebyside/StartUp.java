package dev.attune.bench.sidebyside;

import dev.attune.bench.sidebyside.Comparison.Round;
import java.util.ArrayList;
import java.util.List;

/** Times fresh processes from their start to the end of their first training step. */
final class StartUp implements Measurement {
    private static final String OPTION = "--first-step";

    private final Case measured;
    private final Settings settings;
    private final Programs programs;

    StartUp(Case measured, Settings settings, Programs programs) {
        this.measured = measured;
        this.settings = settings;
        this.programs = programs;
    }

    @Override
    public void run(Results results) {
        attune(); // once each before it counts: what is read from disk is in memory then, for both
        pytorch();
        List<Round> rounds = new ArrayList<>();
        for (int round = 0; round < settings.rounds(); round++) {
            boolean attuneFirst = round % 2 == 0;
            double before = attuneFirst ? attune() : pytorch();
            double after = attuneFirst ? pytorch() : attune();
            rounds.add(new Round(Sample.of(attuneFirst ? before : after), Sample.of(attuneFirst ? after : before)));
        }
        results.add(new Comparison("first step", measured.label(), "PyTorch", "s", rounds));
    }

    private double attune() {
        return programs.run(programs.attune(AttuneWorker.class, settings.threads(), arguments()));
    }

    private double pytorch() {
        return programs.run(programs.python("worker.py", settings.threads(), arguments()));
    }

    private List<String> arguments() {
        return List.of(OPTION, measured.label(), "--threads", Integer.toString(settings.threads()));
    }
}
