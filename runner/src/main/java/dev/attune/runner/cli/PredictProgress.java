package dev.attune.runner.cli;

import dev.attune.runner.predict.ClipPredictor;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Shows how far a prediction is: one live line on a terminal, a line now and then in a log. */
final class PredictProgress implements ClipPredictor.Listener {
    private static final double LOG_SECONDS = 30;
    private static final double LIVE_SECONDS = .2;

    private final PrintWriter err;
    private final @Nullable LiveBlock block;
    private final LongSupplier nanoTime;
    private final long start;
    private long last;
    private long predicting;
    private int clips;

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
        predicting = start;
    }

    /** Returns the seconds since this was made. */
    double seconds() {
        return (nanoTime.getAsLong() - start) / 1e9;
    }

    @Override
    public void onNotice(String sentence) {
        print(sentence);
    }

    @Override
    public void onClips(List<String> names) {
        clips = names.size();
        predicting = nanoTime.getAsLong();
    }

    @Override
    public void onProgress(double share) {
        long now = nanoTime.getAsLong();
        if ((now - last) / 1e9 < (block == null ? LOG_SECONDS : LIVE_SECONDS) || share >= 1) {
            return;
        }
        last = now;
        String line = String.format(
                Locale.ROOT,
                "predicting %s: %.0f %%, about %s left",
                clips == 1 ? "1 clip" : clips + " clips",
                100 * share,
                Durations.words((now - predicting) / 1e9 * (1 - share) / share));
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

    private void print(String line) {
        if (block == null) {
            err.println(line);
        } else {
            block.print(line);
        }
    }
}
