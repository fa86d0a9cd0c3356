package dev.attune.runner.cli;

import dev.attune.api.data.Split;
import dev.attune.runner.config.StudyPlan;
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
    private final long start = System.nanoTime();
    private String title = "";
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
    public void onBegin(int trials, Path folder) {
        if (trials > 1) {
            println(trials + " trials, results in " + folder);
        }
    }

    @Override
    public void onStart(int number, int of, StudyPlan.Trial trial) {
        title = title(number, of, trial);
        if (live) {
            overwrite(title + "  loading");
        }
    }

    @Override
    public void onEpoch(TrainingListener.Epoch epoch) {
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
            overwrite(title + "  " + line);
        }
    }

    @Override
    public void onResult(int number, int of, StudyPlan.Trial trial, TrialResult result, boolean kept) {
        String figures = "validation " + primary + " "
                + figure(result.of(Split.VALIDATION)) + "  best epoch " + result.bestEpoch()
                + " of "
                + result.epochs();
        println(title(number, of, trial) + "  " + figures + (kept ? "  kept" : remaining(number, of)));
    }

    @Override
    public void onFailure(int number, int of, StudyPlan.Trial trial, String reason) {
        ran++;
        if (of > 1) { // the failure of an only trial is the answer of the command
            println(title(number, of, trial) + "  FAILED: " + reason);
        }
    }

    /** Trials that were there before cost nothing and do not count. */
    private String remaining(int number, int of) {
        ran++;
        long seconds = Duration.ofNanos(System.nanoTime() - start).toSeconds();
        long left = seconds * (of - number) / ran;
        return number == of ? "" : "  about " + (left < 90 ? left + " s" : (left + 30) / 60 + " min") + " left";
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
