package dev.attune.runner.cli;

import java.io.PrintWriter;
import java.io.Writer;

/**
 * Does once what every start does, so that the launcher can put the classes that take part into an archive.
 *
 * <p>It starts the engine as well: workers use the same archive.
 */
final class Rehearsal {
    private Rehearsal() {}

    /**
     * Runs the commands that need no data.
     *
     * @param args the path of a study
     */
    public static void main(String[] args) {
        PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
        int code = Math.max(
                AttuneCommand.execute(nowhere, nowhere, "--help"),
                AttuneCommand.execute(nowhere, nowhere, "check", args[0]));
        AttuneCommand.execute(nowhere, nowhere, "doctor"); // on a machine without an engine, only that is missing
        System.exit(code);
    }
}
