package dev.attune.runner.cli;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A command line in a process of its own, which can be killed. */
final class CliProcess {
    private final Process process;
    private final Path out;
    private final Path err;

    private CliProcess(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /**
     * Starts a command.
     *
     * @param folder takes what it prints
     * @param group whether it and its children make a process group, as in an interactive shell
     * @param classPath stands behind the class path of the tests
     * @param arguments the arguments
     */
    static CliProcess start(Path folder, boolean group, List<Path> classPath, Object... arguments) throws IOException {
        List<String> line = new ArrayList<>();
        if (group) {
            line.add("setsid");
        }
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.add("-cp");
        line.add(System.getProperty("java.class.path")
                + classPath.stream().map(path -> File.pathSeparator + path).reduce("", String::concat));
        line.add(AttuneCommand.class.getName());
        Arrays.stream(arguments).map(Object::toString).forEach(line::add);
        Path out = Files.createTempFile(folder, "out", ".txt");
        Path err = Files.createTempFile(folder, "err", ".txt");
        return new CliProcess(
                new ProcessBuilder(line)
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile())
                        .start(),
                out,
                err);
    }

    Process process() {
        return process;
    }

    /** Returns the exit code. */
    int await() throws InterruptedException {
        if (!process.waitFor(5, TimeUnit.MINUTES)) {
            kill();
            throw new AssertionError("the command does not end; it said:\n" + err());
        }
        return process.exitValue();
    }

    /** Sends a signal to the process, or to its group. */
    void signal(String name, boolean group) throws IOException, InterruptedException {
        String target = (group ? "-" : "") + process.pid();
        new ProcessBuilder("kill", "-" + name, "--", target).start().waitFor();
    }

    /** Kills the process and all that it started, as a power cut would. */
    void kill() throws InterruptedException {
        List<ProcessHandle> all = process.descendants().toList();
        process.destroyForcibly();
        all.forEach(ProcessHandle::destroyForcibly);
        process.waitFor();
    }

    String out() {
        return text(out);
    }

    String err() {
        return text(err);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
