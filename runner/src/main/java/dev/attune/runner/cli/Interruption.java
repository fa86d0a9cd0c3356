package dev.attune.runner.cli;

import java.io.PrintWriter;
import java.util.function.Supplier;

/** Says, if the program is interrupted while it works, how to go on. */
final class Interruption {
    private Interruption() {}

    /**
     * Does work.
     *
     * @param progress is ended when the program is interrupted
     * @param err then takes one sentence
     * @param command goes on with what was interrupted
     * @param work what to do
     * @return what the work gives
     */
    static <T> T watching(Progress progress, PrintWriter err, String command, Supplier<T> work) {
        return watching(
                progress::end, err, "Interrupted. What was trained is kept; this command goes on: " + command, work);
    }

    /**
     * Does work.
     *
     * @param end is called when the program is interrupted
     * @param err then takes a sentence
     * @param sentence says what is left of the work
     * @param work what to do
     * @return what the work gives
     */
    static <T> T watching(Runnable end, PrintWriter err, String sentence, Supplier<T> work) {
        Thread hook = new Thread(
                () -> {
                    end.run();
                    err.println("\n" + sentence);
                    err.flush();
                },
                "interruption");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            return work.get();
        } finally {
            withdraw(hook);
        }
    }

    private static void withdraw(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The program is ending, and the hook is what says so.
        }
    }
}
