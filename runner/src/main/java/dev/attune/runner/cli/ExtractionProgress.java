package dev.attune.runner.cli;

import dev.attune.runner.extract.ClipFile;
import dev.attune.runner.extract.ClipOutcome;
import dev.attune.runner.extract.ExtractionListener;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Shows how an extraction goes: a live block with a line for each recording at work on a terminal, plain lines in a log. */
final class ExtractionProgress implements ExtractionListener {
    private static final double REDRAW_SECONDS = 0.2;

    private final PrintWriter err;
    private final LongSupplier nanoTime;
    private final @Nullable LiveBlock block;
    private final Map<String, Double> running = new LinkedHashMap<>();
    private final Map<String, Long> sizes = new LinkedHashMap<>();
    private long start;
    private long drawn;
    private long keptBytes;
    private long doneBytes;
    private long allBytes;
    private int of;
    private int ended;
    private int kept;
    private int failed;

    /**
     * Makes a display.
     *
     * @param err where lines go
     * @param terminal the size of the terminal; null if there is none
     * @param nanoTime a clock
     */
    ExtractionProgress(PrintWriter err, @Nullable Supplier<TerminalSize> terminal, LongSupplier nanoTime) {
        this.err = err;
        this.nanoTime = nanoTime;
        this.block = terminal == null ? null : new LiveBlock(err, terminal);
    }

    /** Removes what is drawn, and shows nothing from now on. May be called by any thread. */
    void end() {
        if (block != null) {
            block.end();
        }
    }

    @Override
    public void onBegin(List<ClipFile> clips, Path store) {
        of = clips.size();
        start = nanoTime.getAsLong();
        drawn = start;
        for (ClipFile clip : clips) {
            long size = size(clip.file());
            sizes.put(clip.name(), size);
            allBytes += size;
        }
        print(of + (of == 1 ? " recording" : " recordings") + ", features in " + store);
    }

    /** Recordings of one corpus are alike, so that a long one has more bytes. */
    private static long size(Path file) {
        try {
            return Math.max(1, Files.size(file));
        } catch (IOException e) {
            return 1; // whoever reads it says what is wrong with it
        }
    }

    @Override
    public void onStart(ClipFile clip) {
        running.put(clip.name(), 0.0);
        show();
    }

    @Override
    public void onProgress(ClipFile clip, double share) {
        running.put(clip.name(), share);
        if (block != null && (nanoTime.getAsLong() - drawn) / 1e9 >= REDRAW_SECONDS) {
            show();
        }
    }

    @Override
    public void onEnd(ClipOutcome outcome) {
        String name = outcome.clip().name();
        running.remove(name);
        ended++;
        doneBytes += sizes.getOrDefault(name, 0L);
        if (outcome.wasThere()) {
            kept++;
            keptBytes += sizes.getOrDefault(name, 0L);
        } else {
            failed += outcome.succeeded() ? 0 : 1;
            print(title(name) + "  "
                    + outcome.failure().map(reason -> "FAILED: " + reason).orElseGet(() -> made(outcome))
                    + (block == null ? estimate("  about ", " left") : ""));
        }
        if (ended == of && kept > 0) {
            print(kept + " of " + of + (kept == 1 ? " was" : " were") + " finished before and "
                    + (kept == 1 ? "is" : "are") + " kept.");
        }
        show();
    }

    @Override
    public void onNotice(String notice) {
        print(notice);
    }

    private static String made(ClipOutcome outcome) {
        List<String> words = new ArrayList<>();
        outcome.parts().stream()
                .filter(part -> part.status() == ClipOutcome.Status.OK)
                .forEach(part ->
                        words.add(String.format(Locale.ROOT, "%s %.0f %%", part.name(), 100 * part.validShare())));
        int frames = outcome.parts().stream()
                .mapToInt(ClipOutcome.Part::frames)
                .max()
                .orElse(0);
        return frames + " frames, valid: " + String.join(", ", words);
    }

    private String title(String name) {
        int digits = Integer.toString(of).length();
        return String.format(Locale.ROOT, "[%" + digits + "d/%d] ", ended, of) + name;
    }

    private String estimate(String before, String after) {
        double worked = doneBytes - keptBytes;
        for (Map.Entry<String, Double> clip : running.entrySet()) {
            worked += clip.getValue() * sizes.getOrDefault(clip.getKey(), 0L);
        }
        double left = allBytes - keptBytes - worked;
        if (worked <= 0 || ended == of) {
            return "";
        }
        double seconds = (nanoTime.getAsLong() - start) / 1e9;
        return before + Durations.words(seconds / worked * left) + after;
    }

    private void show() {
        if (block == null) {
            return;
        }
        drawn = nanoTime.getAsLong();
        List<String> lines = new ArrayList<>();
        running.forEach((name, share) -> lines.add(String.format(Locale.ROOT, "  %s  %.0f %%", name, 100 * share)));
        if (ended < of) {
            lines.add("  " + (ended - failed) + " of " + of + " done" + (failed > 0 ? ", " + failed + " failed" : "")
                    + estimate(", about ", " left"));
        }
        block.show(lines);
    }

    private void print(String line) {
        if (block == null) {
            err.println(line);
        } else {
            block.print(line);
        }
    }
}
