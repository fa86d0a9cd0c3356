package dev.attune.runner.extract;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.attune.api.DataException;
import dev.attune.api.data.Split;
import dev.attune.api.media.Media;
import dev.attune.runner.config.ExtractionConfig;
import dev.attune.runner.trial.Components;
import dev.attune.runner.trial.FolderLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Turns recordings into a feature store, several at once.
 *
 * <p>What is in the store and was made of the same recording, by the same encoders with the same options and models, is kept. So a run
 * that was killed goes on where it was when it is started again, and after a change of one encoder only its modality is made anew. One
 * recording is treated like a thousand: whoever predicts for a clip makes a store of one.
 */
public final class ExtractionRun {
    private final Extraction extraction;
    private final ExtractionConfig config;
    private final int jobs;
    private final ModelDownload download;
    private final Versions versions;
    private final ExtractionListener listener;

    /**
     * Makes a run.
     *
     * @param extraction what to do
     * @param jobs how many recordings at once, at least 1
     * @param listener is told how it goes
     */
    public ExtractionRun(Extraction extraction, int jobs, ExtractionListener listener) {
        this(extraction, jobs, ModelDownload.encrypted(), Versions.ofJars(), listener);
    }

    ExtractionRun(
            Extraction extraction, int jobs, ModelDownload download, Versions versions, ExtractionListener listener) {
        this.extraction = requireNonNull(extraction, "extraction is null");
        this.config = extraction.config();
        this.jobs = jobs;
        this.download = download;
        this.versions = versions;
        this.listener = new OneAtATime(requireNonNull(listener, "listener is null"));
        if (jobs < 1) {
            throw new IllegalArgumentException("jobs must be at least 1, found " + jobs);
        }
    }

    /**
     * Extracts the recordings of a folder and of those in it.
     *
     * @param from the folder, or one recording; then the store may not have others
     * @param store the folder of the feature store, which is made or completed
     * @return what became of each recording; failed ones, too
     * @throws DataException if there are none, or the store or a model cannot be used
     * @throws dev.attune.runner.trial.FolderInUseException if another program works on the store
     */
    public ExtractionResult run(Path from, Path store) {
        List<ClipFile> clips = ClipFile.find(from, config.extensions(), store);
        StoreGuard guard = new StoreGuard(store, "--out");
        if (Files.isRegularFile(from)) {
            guard.requireNoOther(clips);
        }
        reportIdle();
        return run(clips, store, guard, false);
    }

    /**
     * Extracts some recordings.
     *
     * @param clips the recordings
     * @param store the folder of the feature store, which is made or completed
     * @return what became of each recording; failed ones, too
     * @throws DataException if the store or a model cannot be used
     * @throws dev.attune.runner.trial.FolderInUseException if another program works on the store
     */
    public ExtractionResult run(List<ClipFile> clips, Path store) {
        return run(clips, store, new StoreGuard(store, "--out"), false);
    }

    /**
     * Extracts recordings into a store that is kept for them alone: one that has labels, splits or other clips, or was made in another
     * way, is left as it is.
     *
     * @param from a folder of recordings, or one recording
     * @param store the folder of the feature store, which is made or completed
     * @return what became of each recording; failed ones, too
     * @throws DataException if there are none, or the store is another, or it or a model cannot be used
     * @throws dev.attune.runner.trial.FolderInUseException if another program works on the store
     */
    public ExtractionResult keep(Path from, Path store) {
        List<ClipFile> clips = ClipFile.find(from, config.extensions(), store);
        StoreGuard guard = new StoreGuard(store, "--keep");
        guard.requireStore();
        guard.requireNoLabels();
        guard.requireNoOther(clips);
        return run(clips, store, guard, true);
    }

    private ExtractionResult run(List<ClipFile> clips, Path store, StoreGuard guard, boolean sameAlone) {
        ClipFile.requireUnique(clips);
        Splits splits = Splits.read(config, clips);
        guard.requireStore();
        return FolderLock.holding(
                store, "attune extract", Duration.ZERO, () -> locked(clips, splits, store, guard, sameAlone));
    }

    /** Says that a setting has no effect. */
    private void reportIdle() {
        config.transcript()
                .filter(chosen -> !config.needsWords())
                .ifPresent(chosen -> listener.onNotice(
                        "transcript: " + chosen.name() + " has no effect, because no encoder attends to words."));
    }

    private ExtractionResult locked(
            List<ClipFile> clips, Splits splits, Path store, StoreGuard guard, boolean sameAlone) {
        int workers = Math.min(jobs, clips.size());
        int threads = Math.max(1, Runtime.getRuntime().availableProcessors() / workers);
        ModelCache models =
                new ModelCache(ModelCache.folder(System.getenv()), download, extraction.models(), listener::onNotice);
        try (EncoderSet first = new EncoderSet(config, models, threads, listener::onNotice)) {
            Keys keys = new Keys(config, first, versions);
            Map<String, Integer> dimensions = new LinkedHashMap<>();
            config.modalities()
                    .keySet()
                    .forEach(name -> dimensions.put(name, first.encoder(name).outputs()));
            ObjectNode description = extraction.describe(keys.models(), keys.plugins());
            if (sameAlone) {
                guard.requireSame(description);
            }
            ClipFolder.recover(store);
            StoreFile file = new StoreFile(store);
            file.retire(description);
            listener.onBegin(clips, store);
            reportGone(clips, guard);
            Media media = Components.media(config.media());
            ExtractionJobs queue = new ExtractionJobs(config, media, keys, store, listener);
            List<ClipOutcome> outcomes =
                    queue.run(clips, workers, first, () -> new EncoderSet(config, models, threads, listener::onNotice));
            Ledger.write(store, outcomes);
            finish(file, dimensions, description, splits, outcomes);
            return new ExtractionResult(store, dimensions, outcomes, config.allowFailed());
        }
    }

    private void finish(
            StoreFile file,
            Map<String, Integer> dimensions,
            ObjectNode description,
            Splits splits,
            List<ClipOutcome> outcomes) {
        Map<Split, List<String>> bySplit = outcomes.stream()
                .filter(ClipOutcome::succeeded)
                .map(ClipOutcome::clip)
                .collect(Collectors.groupingBy(
                        splits::of,
                        () -> new EnumMap<>(Split.class),
                        Collectors.mapping(ClipFile::name, Collectors.toList())));
        if (bySplit.isEmpty()) {
            file.remove();
        } else {
            file.write(dimensions, description, config.labels(), bySplit);
        }
    }

    private void reportGone(List<ClipFile> clips, StoreGuard guard) {
        Set<String> gone = guard.clips();
        clips.forEach(clip -> gone.remove(clip.name()));
        if (!gone.isEmpty()) {
            listener.onNotice("The store has " + (gone.size() == 1 ? "a clip" : gone.size() + " clips")
                    + " whose recording is not there any more: " + Splits.some(gone) + ". "
                    + (gone.size() == 1 ? "Its folder stays" : "Their folders stay") + ", but store.json leaves "
                    + (gone.size() == 1 ? "it" : "them") + " out.");
        }
    }

    /** Jobs are threads; a listener need not know. */
    private static final class OneAtATime implements ExtractionListener {
        private final ExtractionListener listener;

        OneAtATime(ExtractionListener listener) {
            this.listener = listener;
        }

        private synchronized void tell(Consumer<ExtractionListener> news) {
            news.accept(listener);
        }

        @Override
        public void onBegin(List<ClipFile> clips, Path store) {
            List<ClipFile> all = new ArrayList<>(clips);
            tell(each -> each.onBegin(all, store));
        }

        @Override
        public void onStart(ClipFile clip) {
            tell(each -> each.onStart(clip));
        }

        @Override
        public void onProgress(ClipFile clip, double share) {
            tell(each -> each.onProgress(clip, share));
        }

        @Override
        public void onEnd(ClipOutcome outcome) {
            tell(each -> each.onEnd(outcome));
        }

        @Override
        public void onNotice(String notice) {
            tell(each -> each.onNotice(notice));
        }
    }
}
