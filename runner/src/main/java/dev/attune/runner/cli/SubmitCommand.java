package dev.attune.runner.cli;

import dev.attune.api.ConfigException;
import dev.attune.runner.config.ConfigLoader;
import dev.attune.runner.config.MediaConfig;
import dev.attune.runner.plugin.PluginHost;
import dev.attune.runner.study.SingleTrial;
import dev.attune.runner.submission.FrameCounts;
import dev.attune.runner.submission.SampleFile;
import dev.attune.runner.submission.Smoothing;
import dev.attune.runner.submission.Submission;
import dev.attune.runner.submission.TestTrials;
import dev.attune.runner.trial.Components;
import dev.attune.runner.trial.TrialFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes the predictions of test trials as the ABAW challenges ask for them. */
@Command(
        name = "submit",
        mixinStandardHelpOptions = true,
        description = {
            "Predicts the test trials of a run's corpus and writes a text file for each, with the header valence,arousal and a row for every"
                    + " frame of its video; or, with --sample, one file with the rows of the organisers' sample, as the ABAW challenges have"
                    + " asked for since 2023. Frames after the last prediction repeat it; predictions after the last frame are cut. Nothing is"
                    + " smoothed or clipped unless you say so.",
            "Where the test split has labels, its scores must have been unlocked.",
            "Example: attune submit runs/valence runs/arousal --sample CVPR_6th_ABAW_VA_test_set_sample.txt --out submission"
        })
final class SubmitCommand implements Callable<Integer> {
    private static final int MOST_NAMED = 20;

    @Parameters(
            arity = "1..*",
            paramLabel = "RUN",
            description = "The folder of a trial, or of a study of one; several, if they predict one target each.")
    private List<Path> runs = new ArrayList<>();

    @Option(
            names = "--frames",
            paramLabel = "FILE",
            description = "A table with the header trial,frames: how many rows each trial has.")
    private @Nullable Path frames;

    @Option(
            names = "--videos",
            paramLabel = "DIR",
            description = "The videos of the trials, whose frames are counted; _left and _right share one.")
    private @Nullable Path videos;

    @Option(
            names = "--sample",
            paramLabel = "FILE",
            description =
                    "The organisers' sample, with the header image_location,valence,arousal: what it has a row for is predicted.")
    private @Nullable Path sample;

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "A new folder for the files.")
    private Path out = Path.of("");

    @Option(names = "--clip", description = "Cuts values to [-1, 1].")
    private boolean clip;

    @Option(
            names = "--smooth",
            paramLabel = "N",
            description =
                    "Averages over a window of N frames, centred; before values are cut (default: ${DEFAULT-VALUE}, none).")
    private int smooth = 1;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        if (Stream.of(frames, videos, sample).filter(Objects::nonNull).count() != 1) {
            throw new ConfigException(
                    "How many rows a trial has is decided by its video: give one of --sample FILE, --frames FILE and --videos DIR.");
        }
        if (smooth < 1) {
            throw new ConfigException("--smooth: found " + smooth + ", wanted a number of frames, at least 1.");
        }
        Submission.requireNew(out); // before hours of work that would be for nothing
        ConfigLoader loader = new ConfigLoader(PluginHost.ofProcess());
        List<TrialFolder> trials =
                runs.stream().map(run -> SingleTrial.of(run, loader)).toList();
        CommandSpec command = Objects.requireNonNull(spec, "spec is null");
        PredictProgress progress = new PredictProgress(
                command.commandLine().getErr(),
                StudyRun.isTerminal() ? TerminalSize.ofThisTerminal() : null,
                System::nanoTime);
        Optional<SampleFile> rows = Optional.ofNullable(sample).map(SampleFile::read);
        Optional<FrameCounts> table = rows.map(SampleFile::counts)
                .or(() -> Optional.ofNullable(frames).map(FrameCounts::of));
        TestTrials predicted = TestTrials.predict(trials, loader, progress, videos != null);
        progress.end();
        FrameCounts counts = table.orElseGet(() -> count(predicted, loader));
        Submission written = Submission.write(predicted, counts, rows, new Smoothing(smooth, clip), out);
        command.commandLine().getOut().println("Written: " + out + ", " + written.words());
        predicted.mixture().ifPresent(command.commandLine().getOut()::println);
        if (!counts.unused().isEmpty()) {
            command.commandLine().getOut().println(unused(counts.unused(), predicted.leftOut()));
        }
        return ExitCode.OK;
    }

    /** Says which videos are of no trial; of those that the corpus leaves out, not every corpus knows the names. */
    static String unused(List<Path> videos, List<String> leftOut) {
        String names = videos.stream()
                .limit(MOST_NAMED)
                .map(video -> String.valueOf(video.getFileName()))
                .collect(Collectors.joining(", "));
        int more = videos.size() - MOST_NAMED;
        String omitted = leftOut.stream().limit(MOST_NAMED).collect(Collectors.joining("; "));
        return "Neither submitted nor annotated, as the corpus gives no trial of theirs: " + names
                + (more > 0 ? " and " + more + " more." : ".")
                + (leftOut.isEmpty() ? "" : " The corpus leaves out: " + omitted + ".");
    }

    private FrameCounts count(TestTrials predicted, ConfigLoader loader) {
        Path folder = Objects.requireNonNull(videos, "videos is null");
        MediaConfig config = loader.fromYaml(MediaConfig.class, "{}", folder.resolve("videos"));
        return FrameCounts.ofVideos(
                folder,
                predicted.names(),
                predicted.annotated(),
                new FrameCounts.Opening(Components.media(config.media()), config.extensions()));
    }
}
