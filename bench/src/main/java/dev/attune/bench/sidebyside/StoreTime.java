package dev.attune.bench.sidebyside;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.attune.bench.sidebyside.Comparison.Round;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Times epochs over a large store with a model so small that reading counts: {@code attune train}, and a Dataset with a DataLoader over
 * the same files.
 *
 * <p>The first epoch of each run does not count as an epoch; the whole run, with everything that comes before it, is a row of its own.
 */
final class StoreTime implements Measurement {
    private static final String GROUP = "large store";
    private static final int EPOCHS = 3;
    private static final int BATCH = 12;
    private static final int HIDDEN = 16;
    private static final int ROUNDS = 2;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Settings settings;
    private final Programs programs;
    private final StoreCorpus corpus;

    StoreTime(Settings settings, Programs programs) {
        this.settings = settings;
        this.programs = programs;
        corpus = new StoreCorpus(settings.out(), settings.storeGigabytes());
    }

    /**
     * What a run took.
     *
     * @param epochs seconds of each but the first
     * @param whole seconds from start to end of the process
     */
    private record Run(Sample epochs, Sample whole) {}

    @Override
    public void run(Results results) {
        corpus.make();
        Folders.write(experiment(), yaml());
        List<List<Run>> runs = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (int round = 0; round < Math.min(ROUNDS, settings.rounds()); round++) {
            runs.get(0).add(attune());
            runs.get(1).add(python(0));
            runs.get(2).add(python(1));
        }
        String what = String.format(Locale.ROOT, "%.1f GB, %d windows", settings.storeGigabytes(), corpus.windows());
        for (int workers = 0; workers <= 1; workers++) {
            String other = "PyTorch, " + workers + " loader process" + (workers == 1 ? "" : "es");
            List<Round> epochs = new ArrayList<>();
            List<Round> whole = new ArrayList<>();
            for (int round = 0; round < runs.get(0).size(); round++) {
                Run here = runs.get(0).get(round);
                Run there = runs.get(workers + 1).get(round);
                epochs.add(new Round(here.epochs(), there.epochs()));
                whole.add(new Round(here.whole(), there.whole()));
            }
            results.add(new Comparison(GROUP, what + ", epoch", other, "s", epochs));
            results.add(new Comparison(GROUP, what + ", " + EPOCHS + " epochs in all", other, "s", whole));
        }
    }

    private Path experiment() {
        return settings.out().resolve("store.yaml");
    }

    private String yaml() {
        return """
                name: store
                data:
                  type: features
                  root: %s
                  modalities: [%s]
                  window: {length: %d, stride: %d}
                  standardize: none
                temporal: none
                fusion: concat
                head: {hidden: %d}
                training:
                  epochs: %d
                  batch: %d
                  optimizer: {type: adam, lr: 1.0e-4}
                  early-stopping: {patience: 0}
                  threads: %d
                """.formatted(
                        corpus.root().toAbsolutePath(),
                        String.join(", ", Case.RJCMA.features().keySet()),
                        StoreCorpus.WINDOW,
                        StoreCorpus.WINDOW,
                        HIDDEN,
                        EPOCHS,
                        BATCH,
                        settings.threads());
    }

    private Run attune() {
        Path folder = settings.out().resolve("store-run");
        Folders.delete(folder);
        double whole = programs.run(programs.attune(
                settings.threads(), List.of("train", experiment().toString(), "--out", folder.toString())));
        List<Double> seconds = new ArrayList<>();
        for (Path log : Folders.find(folder, "metrics.jsonl")) {
            for (String line : Folders.lines(log)) {
                seconds.add(json(line).path("seconds").asDouble());
            }
        }
        return new Run(withoutFirst(seconds), Sample.of(whole));
    }

    private Run python(int workers) {
        long start = System.nanoTime();
        String line = programs.output(programs.python(
                "store.py",
                settings.threads(),
                List.of(
                        corpus.root().toString(),
                        "--length=" + StoreCorpus.WINDOW,
                        "--batch=" + BATCH,
                        "--hidden=" + HIDDEN,
                        "--epochs=" + EPOCHS,
                        "--threads=" + settings.threads(),
                        "--workers=" + workers)));
        double whole = (System.nanoTime() - start) / 1e9;
        List<Double> seconds = new ArrayList<>();
        json(line).path("seconds").forEach(value -> seconds.add(value.asDouble()));
        return new Run(withoutFirst(seconds), Sample.of(whole));
    }

    private static Sample withoutFirst(List<Double> seconds) {
        return new Sample(seconds.subList(1, seconds.size()));
    }

    private static JsonNode json(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw new BenchmarkException("wanted a line of JSON, found " + line, e);
        }
    }
}
