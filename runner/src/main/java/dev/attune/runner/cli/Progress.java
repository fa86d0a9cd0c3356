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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Shows how a study goes: a live block with a line for each running trial on a terminal, plain lines in a log. */
final class Progress implements StudyListener {
    private static final double LONG_SECONDS = 60;

    private final PrintWriter err;
    private final String primary;
    private final int jobs;
    private final boolean everyEpoch;
    private final @Nullable LiveBlock block;
    private final LongSupplier nanoTime;
    private final Map<String, Running> running = new LinkedHashMap<>();
    private Map<String, StudyPlan.Trial> waiting = new LinkedHashMap<>();
    private Durations durations = new Durations();
    private Path place = Path.of("");
    private int of;
    private int ended;
    private int kept;
    private int failed;

    /**
     * Makes a display.
     *
     * @param err where lines go
     * @param primary the figure to show
     * @param jobs how many trials run at once
     * @param everyEpoch whether each epoch gets a line of its own
     * @param terminal the size of the terminal; null if there is none
     * @param nanoTime a clock
     */
    Progress(
            PrintWriter err,
            String primary,
            int jobs,
            boolean everyEpoch,
            @Nullable Supplier<TerminalSize> terminal,
            LongSupplier nanoTime) {
        this.err = err;
        this.primary = primary;
        this.jobs = jobs;
        this.everyEpoch = everyEpoch;
        this.nanoTime = nanoTime;
        block = terminal == null ? null : new LiveBlock(err, terminal);
    }

    /** Makes a display of a single trial for a log: one line an epoch. */
    static Progress ofOneTrial(PrintWriter err, String primary) {
        return new Progress(err, primary, 1, true, null, System::nanoTime);
    }

    /** A trial at work. */
    private final class Running {
        private final StudyPlan.Trial trial;
        private final long start = nanoTime.getAsLong();
        private long lastLine = start;
        private TrainingListener.@Nullable Epoch epoch;

        Running(StudyPlan.Trial trial) {
            this.trial = trial;
        }

        double seconds() {
            return (nanoTime.getAsLong() - start) / 1e9;
        }

        /** Returns how long it will take from now on, in seconds; by others of its line if there are any, or else by itself. */
        OptionalDouble secondsLeft() {
            OptionalDouble whole = durations.of(trial);
            if (whole.isEmpty() && epoch != null) {
                whole = OptionalDouble.of(seconds() / epoch.number() * epoch.of());
            }
            return whole.isEmpty() ? whole : OptionalDouble.of(Math.max(0, whole.getAsDouble() - seconds()));
        }

        String line() {
            return "  " + name(trial) + "  " + (epoch == null ? "loading" : words(epoch));
        }
    }

    /** Removes what is drawn, and shows nothing from now on. May be called by any thread. */
    void end() {
        if (block != null) {
            block.end();
        }
    }

    @Override
    public void onNotice(String notice) {
        print(notice);
    }

    @Override
    public void onBegin(Path folder) {
        place = folder;
    }

    @Override
    public void onPhase(String title, List<StudyPlan.Trial> trials) {
        of = trials.size();
        ended = 0;
        kept = 0;
        failed = 0;
        durations = new Durations();
        waiting = new LinkedHashMap<>();
        trials.forEach(trial -> waiting.put(trial.id(), trial));
        if (of > 1) {
            print((title.isEmpty() ? "" : title + ": ") + of + " trials, " + (jobs > 1 ? jobs + " at once, " : "")
                    + "results in " + place);
        }
    }

    @Override
    public void onStart(StudyPlan.Trial trial) {
        sayKept();
        waiting.remove(trial.id());
        if (running.containsKey(trial.id())) {
            print(name(trial) + "  its worker process died; a new one goes on from the last epoch");
        }
        running.put(trial.id(), new Running(trial));
        show();
    }

    @Override
    public void onEpoch(StudyPlan.Trial trial, TrainingListener.Epoch epoch) {
        Running present = running.computeIfAbsent(trial.id(), id -> new Running(trial));
        present.epoch = epoch;
        if (everyEpoch) {
            print(words(epoch) + String.format(Locale.ROOT, "  %.1f s", epoch.seconds()));
        } else if (block == null && (nanoTime.getAsLong() - present.lastLine) / 1e9 >= LONG_SECONDS) {
            present.lastLine = nanoTime.getAsLong();
            print(present.line());
        }
        show();
    }

    @Override
    public void onResult(StudyPlan.Trial trial, TrialResult result, boolean wasThere) {
        ended++;
        if (wasThere) {
            waiting.remove(trial.id());
            kept++;
            if (ended == of) {
                sayKept();
            }
            return;
        }
        stop(trial, true);
        String figures = "validation " + primary + " "
                + figure(result.of(Split.VALIDATION)) + "  best epoch " + result.bestEpoch()
                + " of "
                + result.epochs();
        print(title(trial) + "  " + figures + remaining());
        show();
    }

    @Override
    public void onPause(StudyPlan.Trial trial) {
        ended++;
        stop(trial, true);
        print(title(trial) + "  paused" + remaining());
        show();
    }

    @Override
    public void onFailure(StudyPlan.Trial trial, Failure failure) {
        ended++;
        failed++;
        stop(trial, false);
        if (of > 1) { // the failure of an only trial is the answer of the command
            print(title(trial) + "  FAILED: " + failure.reason());
        }
        show();
    }

    private void stop(StudyPlan.Trial trial, boolean counts) {
        Running present = running.remove(trial.id());
        if (present != null && counts) {
            durations.add(trial, present.seconds());
        }
    }

    /** Results that were there before are one line together. */
    private void sayKept() {
        if (kept > 0) {
            print(kept + " of " + of + (of == 1 ? " trial " : " trials ")
                    + (kept == 1 ? "was finished before and is kept." : "were finished before and are kept."));
            kept = 0;
        }
    }

    /** On a terminal the last line of the block says it. */
    private String remaining() {
        return block == null ? estimate("  about ", " left") : "";
    }

    private String estimate(String before, String after) {
        if (ended == of) {
            return "";
        }
        OptionalDouble still = durations.of(waiting.values());
        double total = still.orElse(0);
        boolean known = waiting.isEmpty() || still.isPresent();
        double longest = 0;
        for (Running present : running.values()) {
            OptionalDouble left = present.secondsLeft();
            known &= left.isPresent();
            total += left.orElse(0);
            longest = Math.max(longest, left.orElse(0));
        }
        return known ? before + Durations.words(Math.max(longest, total / jobs)) + after : "";
    }

    private void show() {
        if (block == null) {
            return;
        }
        List<String> lines = new ArrayList<>();
        if (!everyEpoch) {
            running.values().forEach(present -> lines.add(present.line()));
        }
        if (of > 1 && ended < of) {
            lines.add("  " + (ended - failed) + " of " + of + " done" + (failed > 0 ? ", " + failed + " failed" : "")
                    + ", " + running.size() + " running, " + waiting.size() + " waiting"
                    + estimate(", about ", " left"));
        }
        block.show(lines);
    }

    private String words(TrainingListener.Epoch epoch) {
        return String.format(
                Locale.ROOT,
                "epoch %d/%d  loss %.4f  validation %s %s%s",
                epoch.number(),
                epoch.of(),
                epoch.loss(),
                primary,
                figure(epoch.validation()),
                epoch.best() ? " *" : "");
    }

    private String title(StudyPlan.Trial trial) {
        int digits = Integer.toString(of).length();
        return String.format(Locale.ROOT, "[%" + digits + "d/%d] ", ended, of) + name(trial);
    }

    /** Several trials of one variant and seed differ in what {@code cross} repeats. */
    private static String name(StudyPlan.Trial trial) {
        StudyPlan.Row row = trial.rows().get(0);
        return row.variant() + ", seed " + trial.config().seed()
                + row.repetition().entrySet().stream()
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

    private void print(String line) {
        if (block == null) {
            err.println(line);
        } else {
            block.print(line);
        }
    }
}
