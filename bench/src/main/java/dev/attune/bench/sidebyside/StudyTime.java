package dev.attune.bench.sidebyside;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.attune.bench.sidebyside.Comparison.Round;
import dev.attune.runner.config.ConfigLoader;
import dev.attune.runner.config.ExperimentConfig;
import dev.attune.runner.config.StudyPlan;
import dev.attune.runner.plugin.PluginHost;
import dev.attune.runner.trial.JsonFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Times a whole study: {@code attune study --jobs 2} with its results, intervals and report, and a plain loop in Python that trains and
 * selects the same models on the same corpus.
 */
final class StudyTime implements Measurement {
    private static final String GROUP = "study";
    private static final int JOBS = 2;
    private static final int ROUNDS = 2;
    private static final int SPLIT = 3; // columns of results.csv
    private static final int TARGET = 4;
    private static final int METRIC = 5;
    private static final int VALUE = 6;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Settings settings;
    private final Programs programs;
    private final Path file;

    StudyTime(Settings settings, Programs programs) {
        this.settings = settings;
        this.programs = programs;
        file = programs.home().resolve("bench/studies/ablation.yaml");
    }

    @Override
    public void run(Results results) {
        StudyPlan plan = new ConfigLoader(PluginHost.ofProcess()).loadStudy(file, List.of());
        Path corpus = settings.out().resolve("exchange/ablation.safetensors");
        CorpusFile.write(corpus, plan.trials().get(0).config(), spec(plan));
        List<Round> withOne = new ArrayList<>();
        List<Round> withTwo = new ArrayList<>();
        for (int round = 0; round < Math.min(ROUNDS, settings.rounds()); round++) {
            Sample attune = Sample.of(attune(round));
            withOne.add(new Round(attune, Sample.of(python(corpus, 1, round))));
            withTwo.add(new Round(attune, Sample.of(python(corpus, 2, round))));
        }
        int trials = plan.trials().size();
        results.add(new Comparison(GROUP, trials + " trials", "PyTorch loop, 1 thread", "s", withOne));
        results.add(new Comparison(GROUP, trials + " trials", "PyTorch loop, 2 threads", "s", withTwo));
        results.add(new Finding(GROUP, "validation CCC", scores()));
    }

    private static String spec(StudyPlan plan) {
        ExperimentConfig config = plan.trials().get(0).config();
        ObjectNode spec = JsonFiles.object()
                .put("length", config.data().window().length())
                .put("stride", config.data().window().stride())
                .put("epochs", config.training().epochs())
                .put("batch", config.training().batch())
                .put("lr", config.training().optimizer().lr());
        config.data().modalities().forEach(spec.putArray("modalities")::add);
        plan.trials().stream()
                .map(trial -> trial.config().fusion().name())
                .distinct()
                .forEach(spec.putArray("fusions")::add);
        plan.trials().stream().map(trial -> trial.config().seed()).distinct().forEach(spec.putArray("seeds")::add);
        return spec.toString();
    }

    private Path attuneFolder(int round) {
        return settings.out().resolve("study/attune-" + round);
    }

    private Path pythonFolder(int threads, int round) {
        return settings.out().resolve("study/python-" + threads + '-' + round);
    }

    private double attune(int round) {
        Folders.delete(attuneFolder(round)); // finished trials would not be run again
        // Jobs share the cores: each is given its share of threads by Attune itself.
        return programs.run(programs.attune(
                1,
                List.of(
                        "study",
                        file.toString(),
                        "--jobs",
                        Integer.toString(JOBS),
                        "--out",
                        attuneFolder(round).toString())));
    }

    private double python(Path corpus, int threads, int round) {
        long start = System.nanoTime();
        String lines = programs.output(programs.python(
                "study.py",
                threads,
                List.of(
                        corpus.toString(),
                        pythonFolder(threads, round).toString(),
                        "--threads",
                        Integer.toString(threads))));
        double seconds = (System.nanoTime() - start) / 1e9;
        Folders.write(pythonFolder(threads, round).resolve("scores.jsonl"), lines);
        return seconds;
    }

    /** Says what both sides reached: a loop that trained something else would show here. */
    private String scores() {
        Map<String, List<Double>> ours = new TreeMap<>();
        for (String line : Folders.lines(attuneFolder(0).resolve("results.csv"))) {
            List<String> cells = List.of(line.split(",", -1));
            if (cells.get(SPLIT).equals("validation")
                    && cells.get(TARGET).equals("mean")
                    && cells.get(METRIC).equals("ccc")) {
                ours.computeIfAbsent(cells.get(0), name -> new ArrayList<>()).add(Double.valueOf(cells.get(VALUE)));
            }
        }
        Map<String, List<Double>> theirs = new TreeMap<>();
        for (String line : Folders.lines(pythonFolder(1, 0).resolve("scores.jsonl"))) {
            try {
                JsonNode trial = JSON.readTree(line);
                theirs.computeIfAbsent(trial.path("fusion").asText(), name -> new ArrayList<>())
                        .add(trial.path("ccc").asDouble());
            } catch (JsonProcessingException e) {
                throw new BenchmarkException("study.py printed a line that is no JSON: " + line, e);
            }
        }
        return theirs.keySet().stream()
                .map(name -> String.format(
                        Locale.ROOT,
                        "%s Attune %.3f, PyTorch %.3f",
                        name,
                        mean(ours.getOrDefault(name, List.of())),
                        mean(theirs.getOrDefault(name, List.of()))))
                .collect(Collectors.joining("; ", "mean over seeds: ", ""));
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
    }
}
