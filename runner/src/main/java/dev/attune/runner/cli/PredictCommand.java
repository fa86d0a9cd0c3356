package dev.attune.runner.cli;

import dev.attune.api.DataException;
import dev.attune.api.data.Split;
import dev.attune.runner.config.ConfigLoader;
import dev.attune.runner.plugin.PluginHost;
import dev.attune.runner.predict.ClipPredictor;
import dev.attune.runner.predict.PredictionFormat;
import dev.attune.runner.predict.PredictionOutput;
import dev.attune.runner.trial.TrialFolder;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Predicts clips with the model of a trial. */
@Command(
        name = "predict",
        mixinStandardHelpOptions = true,
        description = {
            "Predicts, with the model of a finished trial, what it was trained to predict for each frame of other clips.",
            "Labels are not read, and no score is computed."
        })
final class PredictCommand implements Callable<Integer> {
    @Mixin
    private RunArgument run = new RunArgument();

    @Parameters(index = "1", paramLabel = "STORE", description = "A feature store.")
    private Path source = Path.of("");

    @Option(
            names = "--out",
            paramLabel = "FILE|DIR",
            description =
                    "A name that ends in .csv or .json takes all clips; any other is a folder that gets a file for each (default: standard output).")
    private @Nullable Path out;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "csv or json (default: what the name of the file says, or else csv).")
    private @Nullable PredictionFormat format;

    @Option(
            names = "--drop",
            paramLabel = "MODALITY",
            description = "Leaves a modality out, as if it were never there; may be given again.")
    private List<String> dropped = new ArrayList<>();

    @Option(
            names = "--split",
            paramLabel = "SPLIT",
            description = "Predicts the clips of train, validation or test alone; may be given again (default: all).")
    private List<Split> splits = new ArrayList<>();

    @Option(names = "--force", description = "Replaces files that exist.")
    private boolean force;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        CommandSpec command = Objects.requireNonNull(spec, "spec is null");
        requireSource();
        ConfigLoader loader = new ConfigLoader(PluginHost.fromClassPath());
        TrialFolder trial = run.trial(loader);
        PrintWriter err = command.commandLine().getErr();
        PredictProgress progress = new PredictProgress(
                err, StudyRun.isTerminal() ? TerminalSize.ofThisTerminal() : null, System::nanoTime);
        try (ClipPredictor predictor = new ClipPredictor(
                        trial, RunArgument.config(trial, loader), loader, new LinkedHashSet<>(dropped));
                PredictionOutput output = output(command.commandLine().getOut())) {
            sayDropped(progress);
            Summary summary = new Summary();
            predictor.predict(source, splits(), listening(progress, output), prediction -> {
                summary.add(prediction.length(), progress.seconds());
                output.add(prediction);
            });
            List<Path> written = output.finish();
            progress.end();
            err.println(summary.words(progress.seconds()));
            if (out != null) {
                written.stream()
                        .limit(1)
                        .forEach(file -> command.commandLine()
                                .getOut()
                                .println("Written: " + (written.size() == 1 ? file : out + ", a file for each clip")));
            }
            return ExitCode.OK;
        } finally {
            progress.end();
        }
    }

    private void requireSource() {
        if (!Files.exists(source)) {
            throw new DataException(source + " does not exist; wanted a feature store.");
        }
        if (!Files.exists(source.resolve("store.json"))) {
            throw new DataException(source + " is not a feature store: it has no store.json.");
        }
    }

    private Set<Split> splits() {
        return splits.isEmpty() ? new LinkedHashSet<>(List.of(Split.values())) : new LinkedHashSet<>(splits);
    }

    private PredictionOutput output(PrintWriter standard) {
        if (out == null) {
            return PredictionOutput.to(standard, format == null ? PredictionFormat.CSV : format);
        }
        String name =
                out.getFileName() == null ? "" : out.getFileName().toString().toLowerCase(Locale.ROOT);
        for (PredictionFormat named : PredictionFormat.values()) {
            if (name.endsWith(named.suffix()) && !Files.isDirectory(out)) {
                return PredictionOutput.toFile(out, format == null ? named : format, force);
            }
        }
        return PredictionOutput.toFolder(out, format == null ? PredictionFormat.CSV : format, force);
    }

    private void sayDropped(PredictProgress progress) {
        if (!dropped.isEmpty()) {
            progress.onNotice("Left out: " + String.join(", ", new LinkedHashSet<>(dropped))
                    + "; the model is told that it is missing in every frame.");
        }
    }

    private static ClipPredictor.Listener listening(PredictProgress progress, PredictionOutput output) {
        return new ClipPredictor.Listener() {
            @Override
            public void onNotice(String sentence) {
                progress.onNotice(sentence);
            }

            @Override
            public void onClips(List<String> clips) {
                output.expect(clips);
                progress.onClips(clips);
            }

            @Override
            public void onProgress(double share) {
                progress.onProgress(share);
            }
        };
    }

    /** Counts what was predicted. */
    private static final class Summary {
        private int clips;
        private long frames;
        private double first;

        void add(int length, double seconds) {
            first = clips == 0 ? seconds : first;
            clips++;
            frames += length;
        }

        String words(double seconds) {
            return String.format(
                    Locale.ROOT,
                    "Predicted %,d frames of %s in %.1f s%s.",
                    frames,
                    clips == 1 ? "1 clip" : String.format(Locale.ROOT, "%,d clips", clips),
                    seconds,
                    clips == 1 ? "" : String.format(Locale.ROOT, ", the first clip after %.1f s", first));
        }
    }
}
