package dev.attune.runner.cli;

import dev.attune.api.corpus.CorpusContext;
import java.io.PrintWriter;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Shows how far the making of a corpus has come: one live line on a terminal, a line now and then in a log. */
final class CorpusProgress implements CorpusContext.Progress {
    private static final double LINES_IN_A_LOG = 5;

    private final PrintWriter err;
    private final LongSupplier nanoTime;
    private final long start;
    private final @Nullable LiveBlock block;
    private int said;

    /**
     * @param err where lines go
     * @param terminal the size of the terminal; null if there is none
     * @param nanoTime a clock
     */
    CorpusProgress(PrintWriter err, @Nullable Supplier<TerminalSize> terminal, LongSupplier nanoTime) {
        this.err = err;
        this.nanoTime = nanoTime;
        this.start = nanoTime.getAsLong();
        this.block = terminal == null ? null : new LiveBlock(err, terminal);
    }

    @Override
    public synchronized void step(int done, int all) {
        double left = (nanoTime.getAsLong() - start) / 1e9 / done * (all - done);
        String line =
                done + " of " + all + " recordings" + (done < all ? ", about " + Durations.words(left) + " left" : "");
        if (block != null) {
            block.show(List.of(line));
            return;
        }
        int part = (int) (LINES_IN_A_LOG * done / all);
        if (part > said) {
            said = part;
            err.println(line);
        }
    }

    /** Removes the live line. */
    synchronized void end() {
        if (block != null) {
            block.end();
        }
    }
}
