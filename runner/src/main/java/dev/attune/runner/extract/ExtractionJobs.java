package dev.attune.runner.extract;

import dev.attune.api.DataException;
import dev.attune.api.media.Media;
import dev.attune.runner.config.ExtractionConfig;
import dev.attune.runner.extract.ClipExtraction.PartFailedException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Threads that take one recording after the other, each with encoders of its own. */
final class ExtractionJobs {
    private final ExtractionConfig config;
    private final Media media;
    private final Keys keys;
    private final Path store;
    private final ExtractionListener listener;

    ExtractionJobs(ExtractionConfig config, Media media, Keys keys, Path store, ExtractionListener listener) {
        this.config = config;
        this.media = media;
        this.keys = keys;
        this.store = store;
        this.listener = listener;
    }

    /**
     * Extracts recordings.
     *
     * @param clips the recordings
     * @param workers how many at once
     * @param first encoders for one worker, which the caller closes
     * @param others makes those of the others
     * @return what became of each, by name
     */
    List<ClipOutcome> run(List<ClipFile> clips, int workers, EncoderSet first, Supplier<EncoderSet> others) {
        Queue<ClipFile> waiting = new ConcurrentLinkedQueue<>(clips);
        Queue<ClipOutcome> outcomes = new ConcurrentLinkedQueue<>();
        AtomicInteger number = new AtomicInteger();
        ExecutorService pool =
                Executors.newFixedThreadPool(workers, task -> new Thread(task, "extract-" + number.incrementAndGet()));
        List<Future<?>> running = new ArrayList<>();
        try {
            running.add(pool.submit(() -> work(waiting, outcomes, first)));
            for (int worker = 1; worker < workers; worker++) {
                running.add(pool.submit(() -> {
                    try (EncoderSet own = others.get()) {
                        work(waiting, outcomes, own);
                    }
                }));
            }
            for (Future<?> worker : running) {
                await(worker);
            }
        } finally {
            waiting.clear();
            pool.shutdownNow();
            awaitEnd(pool);
        }
        List<ClipOutcome> sorted = new ArrayList<>(outcomes);
        sorted.sort(Comparator.comparing(outcome -> outcome.clip().name()));
        return sorted;
    }

    private static void await(Future<?> worker) {
        try {
            worker.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (CancellationException) new CancellationException("interrupted while extracting").initCause(e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            if (e.getCause() instanceof Error failure) {
                throw failure;
            }
            throw new IllegalStateException("a worker throws no checked exception", e);
        }
    }

    /** Encoders must not be closed while a thread still uses them. */
    private static void awaitEnd(ExecutorService pool) {
        boolean interrupted = false;
        while (!pool.isTerminated()) {
            try {
                pool.awaitTermination(1, java.util.concurrent.TimeUnit.MINUTES);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void work(Queue<ClipFile> waiting, Queue<ClipOutcome> outcomes, EncoderSet encoders) {
        ClipExtraction extraction = new ClipExtraction(config, media, keys, encoders);
        for (ClipFile clip = waiting.poll(); clip != null; clip = waiting.poll()) {
            listener.onStart(clip);
            ClipOutcome outcome = extract(clip, extraction);
            outcomes.add(outcome);
            listener.onEnd(outcome);
        }
    }

    private ClipOutcome extract(ClipFile clip, ClipExtraction extraction) {
        try {
            ClipFolder folder = new ClipFolder(store, clip.name());
            List<ClipOutcome.Part> parts = extraction.run(clip, folder, share -> listener.onProgress(clip, share));
            return new ClipOutcome(clip, parts, Optional.empty());
        } catch (PartFailedException e) {
            return failed(clip, e.part(), String.valueOf(e.getMessage()));
        } catch (DataException e) {
            return failed(clip, "", String.valueOf(e.getMessage()));
        }
    }

    /** A failed clip has a line for each modality, too; what is to blame is said of the one that failed. */
    private ClipOutcome failed(ClipFile clip, String culprit, String reason) {
        List<ClipOutcome.Part> parts = new ArrayList<>();
        config.modalities()
                .keySet()
                .forEach(name -> parts.add(ClipOutcome.Part.failed(
                        name,
                        culprit.isEmpty() || culprit.equals(name)
                                ? reason
                                : "not in the store, because " + culprit + " failed")));
        if (culprit.equals(ClipExtraction.LABELS)) {
            parts.add(ClipOutcome.Part.failed(culprit, reason));
        }
        return new ClipOutcome(clip, parts, Optional.of(reason));
    }
}
