package dev.attune.runner.data;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Reads batches ahead on a thread of its own, so that loading overlaps with computing; at most two batches wait.
 */
public final class BatchReader implements Iterator<HostBatch>, AutoCloseable {
    private static final int AHEAD = 2;

    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        Thread worker = new Thread(task, "attune-batches");
        worker.setDaemon(true);
        return worker;
    });
    private final Deque<Future<HostBatch>> waiting = new ArrayDeque<>();
    private final Iterator<Callable<HostBatch>> source;

    /**
     * Begins to read.
     *
     * @param source makes the batches, in order
     */
    public BatchReader(List<Callable<HostBatch>> source) {
        this.source = source.iterator();
        for (int i = 0; i < AHEAD; i++) {
            readAhead();
        }
    }

    private void readAhead() {
        if (source.hasNext()) {
            waiting.add(thread.submit(source.next()));
        }
    }

    @Override
    public boolean hasNext() {
        return !waiting.isEmpty();
    }

    @Override
    public HostBatch next() {
        if (waiting.isEmpty()) {
            throw new NoSuchElementException("all batches were read");
        }
        try {
            HostBatch batch = waiting.remove().get();
            readAhead();
            return batch;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException("reading a batch failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while a batch was read");
        }
    }

    /** Returns when no more is read, so that the source may be closed. */
    @Override
    public void close() {
        waiting.forEach(batch -> batch.cancel(false));
        thread.shutdown();
        boolean interrupted = false;
        while (true) {
            try {
                if (thread.awaitTermination(1, TimeUnit.MINUTES)) {
                    break;
                }
            } catch (InterruptedException e) {
                interrupted = true; // reading still goes on: the source must not be closed under it
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
