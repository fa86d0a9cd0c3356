package dev.attune.runner.cli;

import dev.attune.runner.extract.ClipFile;
import dev.attune.runner.extract.ClipOutcome;
import dev.attune.runner.extract.ExtractionListener;
import dev.attune.runner.predict.ClipPredictor;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Shows how far a prediction is: one live line on a terminal, a line now and then in a log. */
final class PredictProgress implements ClipPredictor.Listener {
    private static final double LOG_SECONDS = 30;
    private static final double LIVE_SECONDS = .2;
    private static final double EARLY = .01; // of the work, after which nobody knows how long it takes

    private final PrintWriter err;
    private final @Nullable LiveBlock block;
    private final LongSupplier nanoTime;
    private final long start;
    private long last;
    private long phaseStart;
    private String phase = "";
    private String predicting = "";

    /**
     * Makes a display.
     *
     * @param err where lines go
     * @param terminal the size of the terminal; null if there is none
     * @param nanoTime a clock
     */
    PredictProgress(PrintWriter err, @Nullable Supplier<TerminalSize> terminal, LongSupplier nanoTime) {
        this.err = err;
        this.nanoTime = nanoTime;
        block = terminal == null ? null : new LiveBlock(err, terminal);
        start = nanoTime.getAsLong();
        last = start;
        phaseStart = start;
    }

    /** Returns the seconds since this was made. */
    double seconds() {
        return (nanoTime.getAsLong() - start) / 1e9;
    }

    @Override
    public void onNotice(String sentence) {
        if (block == null) {
            err.println(sentence);
        } else {
            block.print(sentence);
        }
    }

    @Override
    public void onClips(List<String> names) {
        predicting = "predicting " + (names.size() == 1 ? "1 clip" : names.size() + " clips");
    }

    @Override
    public void onProgress(double share) {
        show(predicting, share);
    }

    /** Shows how much of a video is written. */
    void onVideo(Path file, double share) {
        show("writing " + file, share);
    }

    /** Returns what shows how features are made. */
    ExtractionListener extraction() {
        return new ExtractionListener() {
            private final Map<String, Double> shares = new HashMap<>();
            private String what = "";
            private int of = 1;

            @Override
            public void onBegin(List<ClipFile> clips, Path store) {
                of = clips.size();
                what = "extracting features of " + (of == 1 ? "1 recording" : of + " recordings");
            }

            @Override
            public void onProgress(ClipFile clip, double share) {
                tell(clip, share);
            }

            @Override
            public void onEnd(ClipOutcome outcome) {
                outcome.failure()
                        .ifPresentOrElse(
                                reason -> onNotice(outcome.clip().file() + " FAILED: " + reason),
                                () -> outcome.parts().forEach(part -> tell(outcome.clip(), part)));
                tell(outcome.clip(), 1);
            }

            /** Above all, which file its words come from: one of the same name may be that of another recording. */
            private void tell(ClipFile clip, ClipOutcome.Part part) {
                if (!part.findings().isEmpty()) {
                    onNotice(clip.name() + ", " + part.name() + ": " + String.join("; ", part.findings()));
                }
            }

            private void tell(ClipFile clip, double share) {
                shares.put(clip.name(), share);
                show(
                        what,
                        shares.values().stream()
                                        .mapToDouble(Double::doubleValue)
                                        .sum()
                                / of);
            }

            @Override
            public void onNotice(String notice) {
                PredictProgress.this.onNotice(notice);
            }
        };
    }

    private void show(String what, double share) {
        long now = nanoTime.getAsLong();
        if (!what.equals(phase)) {
            phase = what;
            phaseStart = now;
        }
        if ((now - last) / 1e9 < (block == null ? LOG_SECONDS : LIVE_SECONDS) || share >= 1) {
            return;
        }
        last = now;
        String left = share < EARLY
                ? ""
                : ", about " + Durations.words((now - phaseStart) / 1e9 * (1 - share) / share) + " left";
        String line = String.format(Locale.ROOT, "%s: %.0f %%%s", what, 100 * share, left);
        if (block == null) {
            err.println(line);
        } else {
            block.show(List.of(line));
        }
    }

    /** Removes what is drawn. */
    void end() {
        if (block != null) {
            block.end();
        }
    }
}
