package dev.attune.runner.execute;

import java.util.List;

/** Says that a worker process ended in the midst of its work. */
final class WorkerDeath extends Exception {
    private static final long serialVersionUID = 1;
    private static final int SIGNAL = 128;

    private final int exitCode;
    private final transient List<String> log;

    WorkerDeath(int exitCode, List<String> log) {
        super(words(exitCode, log));
        this.exitCode = exitCode;
        this.log = List.copyOf(log);
    }

    /** Returns the last lines that it wrote. */
    List<String> log() {
        return log;
    }

    /** Returns whether it was asked to end, as it is when somebody presses Ctrl-C: the terminal asks the whole process group. */
    boolean wasAsked() {
        return exitCode == SIGNAL + 1 || exitCode == SIGNAL + 2 || exitCode == SIGNAL + 15;
    }

    private static String words(int exitCode, List<String> log) {
        if (log.stream().anyMatch(line -> line.contains("java.lang.OutOfMemoryError"))) {
            return "ran out of memory for the Java heap; lower training.batch, data.window.length or --jobs, or set ATTUNE_OPTS=-Xmx8g";
        }
        return switch (exitCode - SIGNAL) {
            case 4, 6, 7, 8, 11 -> "crashed with signal " + (exitCode - SIGNAL);
            case 9 -> "was killed; if nobody did it, the system did for want of memory: give fewer --jobs";
            case 1, 2, 15 -> "was asked to end by signal " + (exitCode - SIGNAL);
            default -> "ended with exit code " + exitCode;
        };
    }
}
