package dev.attune.runner.execute;

import dev.attune.api.DataException;
import dev.attune.runner.train.TrainingListener;
import dev.attune.runner.train.TrialFailedException;
import dev.attune.runner.trial.JsonFiles;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs trials in worker processes, several at once.
 *
 * <p>A worker is used for one trial after the other; starting one costs about two seconds. The cores of the machine are divided among
 * the workers. The death of a worker costs what its trial did since its last epoch: the trial goes on in another worker, and fails if
 * that one dies, too.
 *
 * <p>The workers end with this process, however it ends. What they print goes to files, one a worker; an empty one is deleted.
 */
public final class ProcessExecutor implements TrialExecutor {
    private static final Logger log = LoggerFactory.getLogger(ProcessExecutor.class);

    /** How long the end of this process may take to arrive after that of a worker, when both were asked to end. */
    private static final long GRACE_SECONDS = 2;

    private final Path logs;
    private final List<Lane> lanes = new ArrayList<>();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread onExit = new Thread(this::stop, "end of workers");

    /**
     * Makes an executor; nothing is started yet.
     *
     * @param jobs how many trials run at once, at least 1
     * @param logs folder of what workers print
     */
    public ProcessExecutor(int jobs, Path logs) {
        this(WorkerCommand.ofThisProcess(jobs), logs);
    }

    ProcessExecutor(WorkerCommand command, Path logs) {
        if (command.jobs() < 1) {
            throw new IllegalArgumentException("jobs must be at least 1, found " + command.jobs());
        }
        this.logs = logs;
        for (int number = 1; number <= command.jobs(); number++) {
            lanes.add(new Lane(command, logs.resolve("worker-" + number + ".log")));
        }
        Runtime.getRuntime().addShutdownHook(onExit);
    }

    @Override
    public void execute(List<TrialTask> tasks, Listener listener) {
        if (isStopping()) {
            throw new IllegalStateException("the executor is closed");
        }
        Round round = new Round(tasks, listener);
        try {
            lanes.stream().limit(tasks.size()).forEach(round::begin);
            round.attend();
        } finally {
            if (!round.isOver()) {
                round.abandon();
                lanes.forEach(Lane::kill); // in the midst of tasks that nobody waits for any more
            }
            round.join();
        }
    }

    @Override
    public void close() {
        stop();
        try {
            Runtime.getRuntime().removeShutdownHook(onExit);
        } catch (IllegalStateException e) {
            return; // the hook itself is at work
        }
        lanes.forEach(Lane::deleteEmptyLog);
        delete(logs);
    }

    /** Ends all workers. Tasks that are cut short by this are not told of: they are neither done nor failed. */
    private void stop() {
        stopping.countDown();
        lanes.forEach(Lane::kill);
        lanes.forEach(Lane::awaitEnd);
    }

    private boolean isStopping() {
        return stopping.getCount() == 0;
    }

    /** Deletes a file, or a folder if nothing is in it. */
    private static void delete(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (DirectoryNotEmptyException e) {
            // What was worth a line to somebody stays.
        } catch (IOException e) {
            throw new DataException(path + " cannot be deleted: " + JsonFiles.words(e), e);
        }
    }

    /** One call of {@link #execute}: what is left to do, and what the calling thread must be told. */
    private final class Round {
        private final Deque<TrialTask> waiting;
        private final Listener listener;
        private final BlockingQueue<Runnable> news = new LinkedBlockingQueue<>();
        private final List<Thread> threads = new ArrayList<>();
        private int open;
        private int busyLanes;
        private boolean abandoned;

        Round(List<TrialTask> tasks, Listener listener) {
            waiting = new ArrayDeque<>(tasks);
            open = tasks.size();
            this.listener = listener;
        }

        void begin(Lane lane) {
            busyLanes++;
            Thread thread = new Thread(() -> lane.work(this), lane.toString());
            thread.setDaemon(true);
            threads.add(thread);
            thread.start();
        }

        /** Passes on news, on the calling thread, until nothing is left to do. */
        void attend() {
            try {
                while (open > 0) {
                    news.take().run();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw (CancellationException) new CancellationException("interrupted").initCause(e);
            }
        }

        boolean isOver() {
            return open == 0;
        }

        void join() {
            for (Thread thread : threads) {
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return;
                }
            }
        }

        synchronized void abandon() {
            abandoned = true;
            waiting.clear();
        }

        synchronized boolean isAbandoned() {
            return abandoned;
        }

        synchronized @Nullable TrialTask next() {
            return waiting.poll();
        }

        synchronized void putBack(TrialTask task) {
            if (!abandoned) {
                waiting.addFirst(task);
            }
        }

        void started(TrialTask task) {
            news.add(() -> listener.onStart(task));
        }

        void epoch(TrialTask task, TrainingListener.Epoch epoch) {
            news.add(() -> listener.onEpoch(task, epoch));
        }

        void ended(TrialTask task) {
            news.add(() -> {
                open--;
                listener.onEnd(task);
            });
        }

        void failed(TrialTask task, Failure failure) {
            news.add(() -> {
                open--;
                listener.onFailure(task, failure);
            });
        }

        /** A lane found nothing more to do. */
        void left() {
            news.add(() -> {
                busyLanes--;
                if (busyLanes == 0) {
                    // It may have left just before another one put back a task that it could not do.
                    readyLane().ifPresent(this::begin);
                }
            });
        }

        /** A lane has no worker; the others do its tasks, if there are any. */
        void closed(TrialFailedException why) {
            news.add(() -> {
                busyLanes--;
                if (busyLanes == 0) {
                    begin(readyLane().orElseThrow(() -> why));
                }
                log.warn("{} Fewer trials run at once.", why.getMessage());
            });
        }

        private Optional<Lane> readyLane() {
            return lanes.stream().filter(Lane::isReady).findFirst();
        }

        /** Something happened that should not. */
        void broken(RuntimeException why) {
            news.add(() -> {
                throw why;
            });
        }
    }

    /** A place for one worker at a time, which stays from one round to the next. */
    private final class Lane {
        private final WorkerCommand command;
        private final Path file;
        private volatile @Nullable Worker worker;
        private boolean fresh = true;

        Lane(WorkerCommand command, Path file) {
            this.command = command;
            this.file = file;
        }

        void work(Round round) {
            try {
                for (TrialTask task = round.next(); task != null; task = round.next()) {
                    Worker ready;
                    try {
                        ready = ready(round);
                    } catch (TrialFailedException e) {
                        round.putBack(task);
                        round.closed(e);
                        return;
                    }
                    round.started(task);
                    attempt(round, task, ready);
                }
                round.left();
            } catch (CancellationException e) {
                // Nobody waits for the task any more.
            } catch (RuntimeException e) {
                round.broken(e);
            }
        }

        /** Does a task; once more if the worker dies. */
        private void attempt(Round round, TrialTask task, Worker first) {
            Progress progress = new Progress(round, task);
            Optional<Failure> failure;
            try {
                failure = first.run(task, progress::add);
            } catch (WorkerDeath death) {
                lament(round, task, death);
                round.started(task);
                try {
                    failure = ready(round).run(task, progress::add);
                } catch (WorkerDeath again) {
                    lament(round, task, again);
                    failure = Optional.of(new Failure(
                            Failure.Kind.WORKER,
                            "Its worker process died twice, the last time " + progress.words() + ": it "
                                    + again.getMessage() + ".",
                            again.log()));
                } catch (TrialFailedException e) {
                    failure =
                            Optional.of(new Failure(Failure.Kind.WORKER, String.valueOf(e.getMessage()), death.log()));
                }
            }
            failure.ifPresentOrElse(why -> round.failed(task, why), () -> round.ended(task));
        }

        private void lament(Round round, TrialTask task, WorkerDeath death) {
            awaitOwnEnd(death);
            if (isStopping() || round.isAbandoned()) {
                throw new CancellationException();
            }
            log.info("the worker of trial {} died: it {}", task.trial().id(), death.getMessage());
        }

        /** Whoever asked the worker to end may have asked this process, too; then the trial did not fail. */
        private void awaitOwnEnd(WorkerDeath death) {
            if (death.wasAsked()) {
                try {
                    stopping.await(GRACE_SECONDS, TimeUnit.SECONDS);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        }

        private Worker ready(Round round) {
            Worker present = worker;
            if (present != null && present.isAlive()) {
                return present;
            }
            if (fresh) {
                delete(file); // of an earlier start of the study
                fresh = false;
            }
            Worker started = Worker.start(command, file);
            worker = started;
            try {
                if (!isStopping()) {
                    started.awaitReady();
                }
            } catch (TrialFailedException e) {
                if (!isStopping() && !round.isAbandoned()) {
                    throw e;
                }
            }
            if (isStopping() || round.isAbandoned()) {
                started.kill();
                throw new CancellationException();
            }
            return started;
        }

        boolean isReady() {
            Worker present = worker;
            return present != null && present.isAlive();
        }

        void kill() {
            Worker present = worker;
            if (present != null) {
                present.kill();
            }
        }

        void awaitEnd() {
            Worker present = worker;
            if (present != null) {
                present.awaitEnd();
            }
        }

        void deleteEmptyLog() {
            try {
                if (Files.exists(file) && Files.size(file) == 0) {
                    delete(file);
                }
            } catch (IOException e) {
                log.debug("{} stays", file, e);
            }
        }

        @Override
        public String toString() {
            return String.valueOf(file.getFileName());
        }
    }

    /** How far a task got. */
    private static final class Progress {
        private final Round round;
        private final TrialTask task;
        private TrainingListener.@Nullable Epoch last;

        Progress(Round round, TrialTask task) {
            this.round = round;
            this.task = task;
        }

        void add(TrainingListener.Epoch epoch) {
            last = epoch;
            round.epoch(task, epoch);
        }

        String words() {
            return last == null ? "before an epoch ended" : "after epoch " + last.number() + " of " + last.of();
        }
    }
}
