package dev.attune.runner.cli;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How much a terminal shows.
 *
 * @param rows at least 1
 * @param columns at least 1
 */
record TerminalSize(int rows, int columns) {
    private static final TerminalSize USUAL = new TerminalSize(24, 100);
    private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final Pattern ROWS_COLUMNS = Pattern.compile("(\\d+) (\\d+)\\s*");

    /** Returns what finds the size of this process's terminal: the environment or {@code stty}; windows can be resized. */
    static Supplier<TerminalSize> ofThisTerminal() {
        return new Supplier<>() {
            private TerminalSize last = USUAL;
            private long until = System.nanoTime();

            @Override
            public TerminalSize get() {
                if (System.nanoTime() - until >= 0) {
                    last = ask();
                    until = System.nanoTime() + FRESH_NANOS;
                }
                return last;
            }
        };
    }

    private static TerminalSize ask() {
        TerminalSize found = parse(stty());
        String columns = System.getenv("COLUMNS");
        return columns != null && columns.matches("[1-9]\\d{0,4}")
                ? new TerminalSize(found.rows, Integer.parseInt(columns))
                : found;
    }

    /** Returns the size that {@code stty size} names; the usual one if it names none. */
    static TerminalSize parse(String answer) {
        Matcher matcher = ROWS_COLUMNS.matcher(answer);
        if (!matcher.matches() || answer.length() > USUAL.toString().length()) {
            return USUAL;
        }
        int rows = Integer.parseInt(matcher.group(1));
        int columns = Integer.parseInt(matcher.group(2));
        // A terminal without a window, as of a build server, says 0 0.
        return rows > 0 && columns > 0 ? new TerminalSize(rows, columns) : USUAL;
    }

    private static String stty() {
        try {
            Process process = new ProcessBuilder("stty", "size")
                    .redirectInput(new File("/dev/tty"))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!process.waitFor(1, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return "";
            }
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            return ""; // no such program, or no terminal
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }
}
