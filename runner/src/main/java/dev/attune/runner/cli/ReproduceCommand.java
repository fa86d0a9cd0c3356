package dev.attune.runner.cli;

import dev.attune.api.DataException;
import dev.attune.runner.config.ConfigLoader;
import dev.attune.runner.config.EffectiveConfig;
import dev.attune.runner.config.ExperimentConfig;
import dev.attune.runner.config.StudyPlan;
import dev.attune.runner.plugin.PluginHost;
import dev.attune.runner.study.TextTable;
import dev.attune.runner.trial.Goal;
import dev.attune.runner.trial.JsonFiles;
import dev.attune.runner.trial.Reproduction;
import dev.attune.runner.trial.Reproduction.Entry;
import dev.attune.runner.trial.Reproduction.Part;
import dev.attune.runner.trial.TrialFolder;
import dev.attune.runner.trial.TrialResult;
import dev.attune.runner.trial.TrialRunner;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs a trial again and says what differs. */
@Command(
        name = "reproduce",
        mixinStandardHelpOptions = true,
        description = {
            "Runs a finished trial again, with as many threads as then, and compares configuration, data, code, machine and results.",
            "Exit code 0 only if the results agree bit by bit."
        })
final class ReproduceCommand implements Callable<Integer> {
    private static final int SHOWN = 44;

    @Mixin
    private RunArgument run = new RunArgument();

    @Option(names = "--out", paramLabel = "DIR", description = "Keeps the files of the second run in this folder.")
    private @Nullable Path out;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter printer =
                Objects.requireNonNull(spec, "spec is null").commandLine().getOut();
        PluginHost plugins = PluginHost.ofProcess();
        ConfigLoader loader = new ConfigLoader(plugins);
        TrialFolder before = run.trial(loader);
        TrialResult result = before.result()
                .orElseThrow(() -> new DataException(before.path() + " is not a finished run: it has no result.json."));
        ExperimentConfig config = RunArgument.config(before, loader);
        StudyPlan.Trial trial = new StudyPlan.Trial(EffectiveConfig.id(config), config, List.of());
        Path place = out == null ? temporary() : requireNew(out);
        try {
            TrialFolder now = new TrialFolder(place);
            TrialRunner runner = new TrialRunner(plugins.states()).withThreads(result.threads());
            Progress progress = Progress.ofOneTrial(
                    spec.commandLine().getErr(),
                    config.training().earlyStopping().on());
            runner.run(trial, now, Goal.FINISH, epoch -> progress.onEpoch(trial, epoch));
            if (before.testFigures().isPresent()) {
                runner.scoreTest(trial, now);
            }
            Reproduction reproduction = Reproduction.compare(before, now);
            print(reproduction, printer);
            return reproduction.isIdentical() ? ExitCode.OK : ExitCode.FAILED;
        } finally {
            if (out == null) {
                delete(place);
            }
        }
    }

    private static void print(Reproduction reproduction, PrintWriter printer) {
        List<List<String>> rows = new ArrayList<>();
        for (Entry entry : reproduction.entries()) {
            if (entry.part() == Part.RESULT || !entry.isSame()) {
                rows.add(List.of(
                        word(entry.part()), entry.name(), cut(entry.before()), cut(entry.now()), difference(entry)));
            }
        }
        printer.print(TextTable.of(2, List.of("part", "what", "then", "now", "difference"), rows));
        printer.println();
        for (Part part : Part.values()) {
            long compared = reproduction.entries().stream()
                    .filter(entry -> entry.part() == part)
                    .count();
            long same = reproduction.entries().stream()
                    .filter(entry -> entry.part() == part && entry.isSame())
                    .count();
            printer.println(word(part) + ": " + same + " of " + compared + " the same");
        }
        printer.println(verdict(reproduction));
    }

    private static String verdict(Reproduction reproduction) {
        if (reproduction.isIdentical()) {
            return "Reproduced: the results agree bit by bit.";
        }
        String others = reproduction.otherDifferences().stream()
                .map(ReproduceCommand::word)
                .collect(Collectors.joining(", "));
        return "Not reproduced: the results differ. "
                + (others.isEmpty()
                        ? "Nothing that was recorded explains it; please report it."
                        : "What may explain it: " + others + ".");
    }

    private static String difference(Entry entry) {
        if (entry.isSame()) {
            return "";
        }
        try {
            double change = Double.parseDouble(entry.now()) - Double.parseDouble(entry.before());
            return String.format(Locale.ROOT, "%+.3g", change);
        } catch (NumberFormatException e) {
            return "differs";
        }
    }

    private static String word(Part part) {
        return part.name().toLowerCase(Locale.ROOT);
    }

    private static String cut(String text) {
        return text.length() > SHOWN ? text.substring(0, SHOWN - 3) + "..." : text;
    }

    /** A run begins by emptying its folder, which must not be one that holds anything. */
    private static Path requireNew(Path folder) {
        try (Stream<Path> files = Files.exists(folder) ? Files.list(folder) : Stream.empty()) {
            if (files.findAny().isPresent()) {
                throw new DataException(folder + " is not empty; --out wants a new folder.");
            }
            return folder;
        } catch (IOException e) {
            throw new DataException(
                    folder + " cannot be read: " + JsonFiles.words(e) + "; --out wants a new folder.", e);
        }
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("attune-reproduce");
        } catch (IOException e) {
            throw new DataException("No temporary folder can be made: " + e.getMessage() + "; name one with --out.", e);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
