package dev.attune.runner.cli;

import dev.attune.api.data.Split;
import dev.attune.runner.config.StudyPlan;
import dev.attune.runner.execute.Failure;
import dev.attune.runner.study.StudyListener;
import dev.attune.runner.train.Figure;
import dev.attune.runner.train.TrainingListener;
import dev.attune.runner.trial.TrialResult;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Shows how a study goes: one live line on a terminal, plain lines in a log. */
final class Progress implements StudyListener {
    private static final int WIDTH = 110;

    private final PrintWriter err;
    private final String primary;
    private final boolean live;
    private final boolean everyEpoch;
    private Path place = Path.of("");
    private long start = System.nanoTime();
    private int of;
    private int ended;
    private int ran;

    /**
     * Makes a display.
     *
     * @param err where lines go
     * @param primary the figure to show
     * @param live whether the line may be overwritten
     * @param everyEpoch whether each epoch gets a line of its own
     */
    Progress(PrintWriter err, String primary, boolean live, boolean everyEpoch) {
        this.err = err;
        this.primary = primary;
        this.live = live;
        this.everyEpoch = everyEpoch;
    }

    @Override
    public void onBegin(Path folder) {
        place = folder;
    }

    @Override
    public void onPhase(String title, List<StudyPlan.Trial> trials) {
        of = trials.size();
        ended = 0;
        ran = 0;
        start = System.nanoTime();
        if (of > 1) {
            println((title.isEmpty() ? "" : title + ": ") + of + " trials, results in " + place);
        }
    }

    @Override
    public void onStart(StudyPlan.Trial trial) {
        if (live) {
            overwrite(title(ended + 1, of, trial) + "  loading");
        }
    }

    @Override
    public void onEpoch(StudyPlan.Trial trial, TrainingListener.Epoch epoch) {
        String line = String.format(
                Locale.ROOT,
                "epoch %d/%d  loss %.4f  validation %s %s%s  %.1f s",
                epoch.number(),
                epoch.of(),
                epoch.loss(),
                primary,
                figure(epoch.validation()),
                epoch.best() ? " *" : "",
                epoch.seconds());
        if (everyEpoch) {
            println(line);
        } else if (live) {
            overwrite(title(ended + 1, of, trial) + "  " + line);
        }
    }

    @Override
    public void onResult(StudyPlan.Trial trial, TrialResult result, boolean kept) {
        ended++;
        String figures = "validation " + primary + " "
                + figure(result.of(Split.VALIDATION)) + "  best epoch " + result.bestEpoch()
                + " of "
                + result.epochs();
        println(title(ended, of, trial) + "  " + figures + (kept ? "  kept" : remaining()));
    }

    @Override
    public void onPause(StudyPlan.Trial trial) {
        ended++;
        println(title(ended, of, trial) + "  paused" + remaining());
    }

    @Override
    public void onFailure(StudyPlan.Trial trial, Failure failure) {
        ended++;
        ran++;
        if (of > 1) { // the failure of an only trial is the answer of the command
            println(title(ended, of, trial) + "  FAILED: " + failure.reason());
        }
    }

    /** Trials that were there before cost nothing and do not count. */
    private String remaining() {
        ran++;
        long seconds = Duration.ofNanos(System.nanoTime() - start).toSeconds();
        long left = seconds * (of - ended) / ran;
        return ended == of ? "" : "  about " + (left < 90 ? left + " s" : (left + 30) / 60 + " min") + " left";
    }

    private static String title(int number, int of, StudyPlan.Trial trial) {
        int digits = Integer.toString(of).length();
        return String.format(
                        Locale.ROOT,
                        "[%" + digits + "d/%d] %s, seed %d",
                        number,
                        of,
                        trial.rows().get(0).variant(),
                        trial.config().seed())
                + repetition(trial);
    }

    /** Several trials of one variant and seed differ in what {@code cross} repeats. */
    private static String repetition(StudyPlan.Trial trial) {
        return trial.rows().get(0).repetition().entrySet().stream()
                .map(entry -> ", " + entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining());
    }

    private String figure(List<Figure> figures) {
        return figures.stream()
                .filter(figure -> figure.key().equals(primary))
                .map(figure -> String.format(Locale.ROOT, "%.3f", figure.value()))
                .findFirst()
                .orElse("-");
    }

    private void overwrite(String line) {
        String cut = line.length() > WIDTH ? line.substring(0, WIDTH) : line;
        err.print("\r" + cut + " ".repeat(WIDTH - cut.length()));
        err.flush();
    }

    private void println(String line) {
        err.println(live ? "\r" + line + " ".repeat(Math.max(0, WIDTH - line.length())) : line);
    }
}
