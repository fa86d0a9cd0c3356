package dev.attune.runner.cli;

import dev.attune.api.ConfigException;
import dev.attune.api.DataException;
import dev.attune.api.data.Split;
import dev.attune.runner.config.ConfigLoader;
import dev.attune.runner.extract.ExtractionResult;
import dev.attune.runner.plugin.PluginHost;
import dev.attune.runner.predict.ClipPredictor;
import dev.attune.runner.predict.PredictionFormat;
import dev.attune.runner.predict.PredictionOutput;
import dev.attune.runner.predict.PredictionOverlays;
import dev.attune.runner.predict.PredictionPlots;
import dev.attune.runner.predict.PredictionSink;
import dev.attune.runner.predict.WorkFolder;
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
            "Predicts, with the model of a finished trial, what it was trained to predict for each frame of other clips. The features of"
                    + " recordings are made as those of the trial were. Labels are not read, and no score is computed.",
            "Example: attune predict runs/rjcma clip.mp4 --out p.csv --plot p.svg --overlay p.mp4"
        })
final class PredictCommand implements Callable<Integer> {
    @Mixin
    private RunArgument run = new RunArgument();

    @Parameters(
            index = "1",
            paramLabel = "CLIP",
            description = "A recording, a folder of recordings, or a feature store.")
    private Path source = Path.of("");

    @Parameters(
            index = "2..*",
            paramLabel = "key=value",
            description =
                    "Replaces a setting of the run's media or transcript, for example transcript.folder=subtitles; the rest is as it was.")
    private List<String> overrides = new ArrayList<>();

    @Option(
            names = "--out",
            paramLabel = "FILE|DIR",
            description =
                    "A name that ends in .csv or .json takes all clips; any other is a folder, which gets a file for each (default:"
                            + " standard output, unless --plot or --overlay is given).")
    private @Nullable Path out;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "csv or json (default: what the name of the file says, or else csv).")
    private @Nullable PredictionFormat format;

    @Option(
            names = "--plot",
            paramLabel = "FILE|DIR",
            description = "Draws one clip to a name that ends in .svg or .png, or each to a folder.")
    private @Nullable Path plot;

    @Option(
            names = "--overlay",
            paramLabel = "FILE|DIR",
            description = "Draws onto the recording: one clip to a name that ends in .mp4, or each to a folder.")
    private @Nullable Path overlay;

    @Option(
            names = "--drop",
            paramLabel = "MODALITY",
            description = "Leaves a modality out, as if it were never there; may be given again.")
    private List<String> dropped = new ArrayList<>();

    @Option(
            names = "--split",
            paramLabel = "SPLIT",
            description =
                    "Of a feature store, the clips of train, validation or test alone; may be given again (default: all).")
    private List<Split> splits = new ArrayList<>();

    @Option(
            names = "--keep",
            paramLabel = "STORE",
            description = "Keeps the features of recordings as a feature store, and uses those that are there.")
    private @Nullable Path keep;

    @Option(
            names = "--jobs",
            paramLabel = "N",
            description = "How many recordings have their features made at once (default: one a core).")
    private @Nullable Integer jobs;

    @Option(names = "--force", description = "Replaces files that exist.")
    private boolean force;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        CommandSpec command = Objects.requireNonNull(spec, "spec is null");
        boolean store = isStore();
        ConfigLoader loader = new ConfigLoader(PluginHost.ofProcess());
        TrialFolder trial = run.trial(loader);
        PredictProgress progress = new PredictProgress(
                command.commandLine().getErr(),
                StudyRun.isTerminal() ? TerminalSize.ofThisTerminal() : null,
                System::nanoTime);
        try (ClipPredictor predictor = ClipPredictor.open(trial, loader, new LinkedHashSet<>(dropped))) {
            if (!dropped.isEmpty()) {
                progress.onNotice("Left out: " + String.join(", ", new LinkedHashSet<>(dropped))
                        + "; the model is told that it is missing in every frame.");
            }
            return Interruption.watching(
                    progress::end,
                    command.commandLine().getErr(),
                    interrupted(command),
                    () -> store
                            ? predictStore(predictor, progress)
                            : predictRecordings(predictor.with(overrides), progress));
        } finally {
            progress.end();
        }
    }

    private String interrupted(CommandSpec command) {
        return keep == null
                ? "Interrupted; nothing was kept. With --keep STORE, features of recordings stay."
                : "Interrupted. The features that are finished are kept; this command goes on: "
                        + Launcher.again(command);
    }

    private boolean isStore() {
        if (!Files.exists(source)) {
            throw new DataException(
                    source + " does not exist; wanted a recording, a folder of recordings, or a feature store.");
        }
        boolean store = ClipPredictor.isStore(source);
        if (store && overlay != null) {
            throw new ConfigException("--overlay draws onto a recording, but " + source + " is a feature store.");
        }
        if (store && keep != null) {
            throw new ConfigException("--keep is for features of recordings, but " + source + " is a feature store.");
        }
        if (store && !overrides.isEmpty()) {
            throw new ConfigException(
                    overrides.get(0) + " says how recordings are read, but " + source + " is a feature store.");
        }
        if (!store && !splits.isEmpty()) {
            throw new ConfigException("--split is for a feature store, but " + source + " is none.");
        }
        if (jobs != null && jobs < 1) {
            throw new ConfigException("--jobs must be at least 1, found " + jobs + ".");
        }
        return store;
    }

    private int predictStore(ClipPredictor predictor, PredictProgress progress) {
        Set<Split> chosen = new LinkedHashSet<>(splits.isEmpty() ? List.of(Split.values()) : splits);
        try (SinkGroup sinks = new SinkGroup()) {
            addSinks(sinks);
            predict(predictor, source, chosen, sinks, progress);
        }
        return ExitCode.OK;
    }

    private int predictRecordings(ClipPredictor predictor, PredictProgress progress) {
        if (Files.isRegularFile(source)) {
            requireFree(); // before hours of work
        }
        int workers = jobs == null ? Runtime.getRuntime().availableProcessors() : jobs;
        try (WorkFolder work = keep == null ? WorkFolder.temporary() : WorkFolder.kept(keep);
                SinkGroup sinks = new SinkGroup()) {
            ExtractionResult made = predictor.extract(source, work.path(), workers, progress.extraction());
            int failed = made.failures().size();
            if (failed == made.clips().size()) {
                throw new DataException(
                        failed == 1
                                ? "There is nothing to predict: the recording failed."
                                : "There is nothing to predict: all " + failed + " recordings failed.");
            }
            addSinks(sinks);
            if (overlay != null) {
                sinks.add(new PredictionOverlays(overlay, force, predictor.media(), made, progress::onVideo));
            }
            predict(predictor, work.path(), List.of(Split.values()), sinks, progress);
            if (failed > 0) {
                progress.onNotice(failed + " of " + made.clips().size()
                        + " recordings failed, as said above; the others were predicted.");
            }
            return failed > 0 ? ExitCode.DATA : ExitCode.OK;
        }
    }

    private void requireFree() {
        for (Path file : new Path[] {out, plot, overlay}) {
            if (file != null && Files.isRegularFile(file)) {
                PredictionOutput.requireFree(file, force);
            }
        }
    }

    private void predict(
            ClipPredictor predictor, Path store, Iterable<Split> chosen, SinkGroup sinks, PredictProgress progress) {
        List<Split> ordered = new ArrayList<>();
        chosen.forEach(ordered::add);
        PredictionSummary summary = new PredictionSummary();
        predictor.predict(store, ordered, sinks.checking(progress), prediction -> {
            sinks.add(prediction);
            summary.add(prediction.length(), progress.seconds());
        });
        List<Path> written = sinks.finish();
        progress.end();
        PrintWriter err = commandLine().getErr();
        err.println(summary.words(progress.seconds()));
        for (Path place : new Path[] {out, plot, overlay}) {
            if (place != null) {
                commandLine()
                        .getOut()
                        .println("Written: " + (written.contains(place) ? place : place + ", a file for each clip"));
            }
        }
    }

    private picocli.CommandLine commandLine() {
        return Objects.requireNonNull(spec, "spec is null").commandLine();
    }

    private void addSinks(SinkGroup sinks) {
        if (out != null || (plot == null && overlay == null)) {
            sinks.add(output());
        }
        if (plot != null) {
            sinks.add(new PredictionPlots(plot, force));
        }
    }

    private PredictionSink output() {
        if (out == null) {
            return PredictionOutput.to(commandLine().getOut(), format == null ? PredictionFormat.CSV : format);
        }
        String name = String.valueOf(out.getFileName()).toLowerCase(Locale.ROOT);
        for (PredictionFormat named : PredictionFormat.values()) {
            if (name.endsWith(named.suffix()) && !Files.isDirectory(out)) {
                return PredictionOutput.toFile(out, format == null ? named : format, force);
            }
        }
        return PredictionOutput.toFolder(out, format == null ? PredictionFormat.CSV : format, force);
    }
}
