package dev.attune.runner.execute;

import dev.attune.runner.train.TrainingListener;
import dev.attune.runner.train.TrialFailedException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A worker process, seen from the process that started it. Used by one thread, but for {@link #kill}. */
final class Worker {
    private static final long PATIENCE_SECONDS = 10;

    private final Process process;
    private final WorkerLog log;
    private final BufferedReader messages;

    private Worker(Process process, WorkerLog log) {
        this.process = process;
        this.log = log;
        messages = process.inputReader(StandardCharsets.UTF_8);
    }

    /**
     * Starts a process; {@link #awaitReady} waits until it can take tasks.
     *
     * @param command how
     * @param file takes what it prints
     * @throws TrialFailedException if the system cannot start it
     */
    static Worker start(WorkerCommand command, Path file) {
        WorkerLog log = WorkerLog.open(file);
        ProcessBuilder builder = new ProcessBuilder(
                        command.line(file.toAbsolutePath().resolveSibling("")))
                .redirectError(ProcessBuilder.Redirect.appendTo(file.toFile()));
        try {
            return new Worker(builder.start(), log);
        } catch (IOException e) {
            throw new TrialFailedException("A worker process cannot be started: " + e.getMessage()
                    + ". Mend that, or train in this process with --executor in-process.");
        }
    }

    /**
     * Waits until the process has loaded engine and plugins.
     *
     * @throws TrialFailedException if it cannot
     */
    void awaitReady() {
        try {
            Protocol.Message message = next();
            if (message.failure() != null) {
                throw notReady(message.failure().reason());
            }
        } catch (WorkerDeath e) {
            String last = e.log().isEmpty() ? "" : " (" + e.log().get(e.log().size() - 1) + ")";
            throw notReady("it " + e.getMessage() + last);
        }
    }

    private TrialFailedException notReady(String why) {
        return new TrialFailedException("A worker process did not get ready: " + why + ". Its log is " + log.file()
                + "; attune doctor checks what it needs.");
    }

    /**
     * Does a task.
     *
     * @param task what
     * @param epochs is told of each epoch
     * @return why the task failed, if it did
     * @throws WorkerDeath if the process ended before the task did
     */
    Optional<Failure> run(TrialTask task, Consumer<TrainingListener.Epoch> epochs) throws WorkerDeath {
        try {
            OutputStream orders = process.getOutputStream();
            orders.write((Protocol.Order.of(task).toLine() + "\n").getBytes(StandardCharsets.UTF_8));
            orders.flush();
        } catch (IOException e) {
            throw death();
        }
        while (true) {
            Protocol.Message message = next();
            switch (message.kind()) {
                case EPOCH -> epochs.accept(Objects.requireNonNull(message.epoch(), "a message without its epoch"));
                case FAILURE -> {
                    return Optional.of(Objects.requireNonNull(message.failure(), "a message without its failure"));
                }
                case END -> {
                    return Optional.empty();
                }
                case READY -> throw new IllegalStateException("a worker got ready twice");
            }
        }
    }

    private Protocol.Message next() throws WorkerDeath {
        try {
            for (String line = messages.readLine(); line != null; line = messages.readLine()) {
                Optional<Protocol.Message> message = Protocol.Message.fromLine(line);
                if (message.isPresent()) {
                    return message.get();
                }
                if (!line.isBlank()) {
                    log.append(line);
                }
            }
        } catch (IOException e) {
            // The stream of a process that was killed; its exit code says more.
        }
        throw death();
    }

    private WorkerDeath death() {
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor(); // it closed its output but does not end
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
            return new WorkerDeath(0, log.tail());
        }
        return new WorkerDeath(process.exitValue(), log.tail());
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Ends the process at once; what its task achieved in whole epochs is on disk. */
    void kill() {
        process.destroyForcibly();
    }

    /** Waits a moment for a process that was killed. */
    void awaitEnd() {
        try {
            process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
