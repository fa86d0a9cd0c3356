package dev.attune.datasets.avatar;

import dev.attune.api.DataException;
import dev.attune.api.corpus.CorpusContext;
import dev.attune.api.data.Split;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Makes the clips of a configuration, the same ones every time, and writes them. */
final class AvatarCorpus {
    private final List<AvatarClip> clips = new ArrayList<>();
    private final AvatarConfig config;

    AvatarCorpus(AvatarConfig config) {
        this.config = config;
        int train = config.clips() - 2 * config.held();
        for (int clip = 0; clip < config.clips(); clip++) {
            boolean trains = clip < train;
            boolean selects = !trains && clip < train + config.held();
            Split split = trains ? Split.TRAIN : selects ? Split.VALIDATION : Split.TEST;
            int index = trains ? clip : (clip - train) % config.held();
            clips.add(new AvatarClip(String.format(Locale.ROOT, "clip-%04d", clip + 1), split, index, config));
        }
    }

    List<AvatarClip> clips() {
        return clips;
    }

    /** Writes everything. */
    void write(CorpusContext context) {
        writeClips(context);
        StringBuilder splits = new StringBuilder("clip,split\n");
        clips.forEach(clip -> splits.append(clip.name())
                .append(',')
                .append(clip.split().label())
                .append('\n'));
        TextFiles.write(context.folder().resolve("splits.csv"), splits.toString());
        for (String name : List.of("features.yaml", "experiment.yaml")) {
            TextFiles.write(context.folder().resolve(name), TextFiles.resource(name));
        }
        TextFiles.write(context.folder().resolve("README.md"), new Readme(config, clips).text());
    }

    /** Clips do not depend on each other, so they are drawn side by side. */
    private void writeClips(CorpusContext context) {
        int threads = Math.min(clips.size(), Runtime.getRuntime().availableProcessors());
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            CompletionService<AvatarClip> work = new ExecutorCompletionService<>(executor);
            for (AvatarClip clip : clips) {
                work.submit(() -> clip.write(context.folder(), context.media()), clip);
            }
            for (int done = 1; done <= clips.size(); done++) {
                work.take().get();
                context.progress().step(done, clips.size());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (CancellationException) new CancellationException("interrupted while clips were drawn").initCause(e);
        } catch (ExecutionException e) {
            throw failure(e);
        } finally {
            end(executor);
        }
    }

    private static RuntimeException failure(ExecutionException failed) {
        Throwable cause = failed.getCause();
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof RuntimeException exception
                ? exception
                : new DataException("A clip could not be drawn: " + cause, failed);
    }

    /** Waits for the clips that are being drawn: whoever cleans up after a failure must be alone in the folder. */
    private static void end(ExecutorService executor) {
        executor.shutdownNow();
        boolean interrupted = Thread.interrupted();
        try {
            while (!executor.awaitTermination(1, TimeUnit.MINUTES)) {
                // A clip takes seconds; an option may make it longer.
            }
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
