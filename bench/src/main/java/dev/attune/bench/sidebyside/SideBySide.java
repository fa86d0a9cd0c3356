package dev.attune.bench.sidebyside;

import dev.attune.api.ConfigException;
import dev.attune.api.DataException;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Compares Attune with PyTorch and prints how much of its time and memory Attune needs. */
@Command(
        name = "bench/side-by-side",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Trains the same models on the same data in Attune and in PyTorch, in turns, and prints how their times and memory compare."
        },
        footer = {
            "",
            "Environment: ATTUNE_BENCH_PYTHON names a Python that has torch, numpy and safetensors; without it a virtual",
            "environment is made under bench/target/venv. ATTUNE_BENCH_PIP holds further arguments of its pip install."
        })
final class SideBySide implements Callable<Integer> {
    @Option(
            names = "--measure",
            split = ",",
            paramLabel = "WHAT",
            description = "What to measure: ${COMPLETION-CANDIDATES}; by default everything.")
    private List<Kind> kinds = List.of(Kind.values());

    @Option(
            names = "--cases",
            split = ",",
            paramLabel = "CASE",
            description = "Models whose steps are timed: rjcma, rjcma-no-tcn, jca, concat, mult, tiny; by default all.")
    private List<String> cases = Arrays.stream(Case.values()).map(Case::label).toList();

    @Option(names = "--tiny-only", description = "Of models, only the tiny one; nothing that takes minutes.")
    private boolean tinyOnly;

    @Option(names = "--rounds", defaultValue = "5", description = "Rounds of alternation (default: 5).")
    private int rounds;

    @Option(names = "--steps", defaultValue = "5", description = "Steps of each side in a round (default: 5).")
    private int steps;

    @Option(names = "--threads", defaultValue = "1", description = "Threads of each side (default: 1).")
    private int threads;

    @Option(
            names = "--unlock",
            description = {
                "Let MKL, which both sides use, take its fast path. On processors that are not Intel's it takes a slower one; a library of"
                        + " two functions, compiled by cc and loaded first into both sides, tells it otherwise. What you measure then is"
                        + " not what either side does as installed."
            })
    private boolean unlock;

    @Option(names = "--store-gb", defaultValue = "2", description = "Size of the corpus that is read (default: 2).")
    private double storeGigabytes;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Takes the results (default: bench/target/side-by-side).")
    private @Nullable Path out;

    private final Path home;
    private final Path python;

    /** What can be measured. */
    enum Kind {
        STEP,
        START,
        MEMORY,
        STUDY,
        STORE;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    SideBySide(Path home, Path python) {
        this.home = home;
        this.python = python;
    }

    /**
     * Starts the program; {@code bench/side-by-side} gives the project's folder and the Python as its first two arguments.
     *
     * @param args the arguments
     */
    public static void main(String[] args) {
        CommandLine line = new CommandLine(new SideBySide(Path.of(args[0]), Path.of(args[1])));
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setExecutionExceptionHandler((failure, command, parsed) -> {
            if (isForTheUser(failure)) {
                command.getErr().println("bench/side-by-side: " + failure.getMessage());
                return 1;
            }
            throw failure;
        });
        System.exit(line.execute(Arrays.copyOfRange(args, 2, args.length)));
    }

    private static boolean isForTheUser(Exception failure) {
        return failure instanceof BenchmarkException
                || failure instanceof IllegalArgumentException
                || failure instanceof ConfigException
                || failure instanceof DataException;
    }

    @Override
    public Integer call() throws IOException {
        Path folder = out == null ? home.resolve("bench/target/side-by-side") : out.toAbsolutePath();
        List<Case> chosen =
                tinyOnly ? List.of(Case.TINY) : cases.stream().map(Case::of).toList();
        Settings settings = new Settings(chosen, rounds, steps, threads, folder, storeGigabytes);
        Path logs = folder.resolve("logs");
        Files.createDirectories(logs);
        Files.createDirectories(folder.resolve("exchange"));
        Optional<Path> preload = unlock ? Optional.of(Unlock.compile(folder)) : Optional.empty();
        Programs programs = new Programs(home, python, logs, preload);
        PrintWriter table = new PrintWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8), true);
        Results results = new Results(folder, table, Conditions.of(settings, programs));
        boolean failed = false;
        for (Measurement measurement : measurements(settings, programs)) {
            try {
                measurement.run(results);
            } catch (BenchmarkException e) { // the others are measured all the same
                failed = true;
                results.add(new Finding("FAILED", "", e.sentence()));
            }
        }
        table.println("Results: " + folder.resolve("results.md"));
        return failed ? 1 : 0;
    }

    private List<Measurement> measurements(Settings settings, Programs programs) {
        List<Measurement> measurements = new ArrayList<>();
        if (kinds.contains(Kind.STEP)) {
            settings.cases().forEach(measured -> measurements.add(new StepTime(measured, settings, programs)));
        }
        List<Case> small = tinyOnly ? List.of(Case.TINY) : List.of(Case.TINY, Case.RJCMA);
        if (kinds.contains(Kind.START)) {
            small.forEach(measured -> measurements.add(new StartUp(measured, settings, programs)));
        }
        if (kinds.contains(Kind.MEMORY)) {
            small.forEach(measured -> measurements.add(new PeakMemory(measured, settings, programs)));
            measurements.add(new FlatMemory(Case.TINY, settings, programs));
        }
        if (kinds.contains(Kind.STUDY)) {
            measurements.add(new StudyTime(settings, programs));
        }
        if (kinds.contains(Kind.STORE)) {
            measurements.add(new StoreTime(settings, programs));
        }
        return measurements;
    }
}
