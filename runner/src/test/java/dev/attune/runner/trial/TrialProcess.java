package dev.attune.runner.trial;

import dev.attune.runner.train.TrainingListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A program that runs a trial, for tests that do to it what must not be done to the test's own process. */
final class TrialProcess {
    private TrialProcess() {}

    /**
     * Runs a trial to its end; on failure, prints the message and exits with 1.
     *
     * @param arguments experiment file, trial folder
     */
    @SuppressWarnings("SystemOut")
    public static void main(String[] arguments) throws IOException {
        try {
            TrialFixture.runner()
                    .run(
                            TrialFixture.trial(Files.readString(Path.of(arguments[0]))),
                            new TrialFolder(Path.of(arguments[1])),
                            Goal.FINISH,
                            TrainingListener.SILENT);
        } catch (RuntimeException e) {
            System.out.println(e.getClass().getSimpleName() + ": " + e.getMessage());
            System.exit(1);
        }
    }

    /**
     * Starts it.
     *
     * @param prefix of the command line, such as {@code bash -c}
     */
    static Process start(List<String> prefix, Path yaml, TrialFolder folder, Path output) throws IOException {
        List<String> command = new ArrayList<>(prefix);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:-UsePerfData", // its file is larger than some limits
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                TrialProcess.class.getName(),
                yaml.toString(),
                folder.path().toString()));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
    }
}
