package dev.attune.runner.extract;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.attune.api.DataException;
import dev.attune.api.data.Split;
import dev.attune.api.media.Media;
import dev.attune.api.media.MediaFactory;
import dev.attune.runner.config.ExtractionConfig;
import dev.attune.runner.config.Selection;
import dev.attune.runner.trial.FolderLock;
import dev.attune.runner.trial.JsonFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
     * @param from the folder, or one recording
     * @param store the folder of the feature store, which is made or completed
     * @return what became of each recording; failed ones, too
     * @throws DataException if there are none, or the store or a model cannot be used
     * @throws dev.attune.runner.trial.FolderInUseException if another program works on the store
     */
    public ExtractionResult run(Path from, Path store) {
        return run(ClipFile.find(from, config.extensions(), store), store);
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
        ClipFile.requireUnique(clips);
        Splits splits = Splits.read(config, clips);
        requireStore(store);
        return FolderLock.holding(store, "attune extract", Duration.ZERO, () -> locked(clips, splits, store));
    }

    /** Refuses a folder in which something else is. */
    private static void requireStore(Path store) {
        if (!Files.exists(store)) {
            return;
        }
        if (!Files.isDirectory(store)) {
            throw new DataException(store + " is a file; --out wants a folder.");
        }
        Set<String> files = Set.of(Extraction.STORE_FILE, Ledger.FILE);
        try (Stream<Path> entries = Files.list(store)) {
            Optional<Path> foreign = entries.filter(
                            path -> !String.valueOf(path.getFileName()).startsWith("."))
                    .filter(path -> !files.contains(String.valueOf(path.getFileName())))
                    .filter(path -> !Files.exists(path.resolve(ClipRecord.FILE)))
                    .min(Comparator.naturalOrder());
            foreign.ifPresent(path -> {
                throw new DataException(store + " holds " + path.getFileName()
                        + ", which attune extract did not make; --out wants a new folder, or one that it made.");
            });
        } catch (IOException e) {
            throw new DataException(store + " cannot be read: " + JsonFiles.words(e) + ".", e);
        }
    }

    private ExtractionResult locked(List<ClipFile> clips, Splits splits, Path store) {
        ClipFolder.recover(store);
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
            StoreFile file = new StoreFile(store);
            file.retire(description);
            listener.onBegin(clips, store);
            reportGone(clips, store);
            Media media = media(config.media());
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

    private void reportGone(List<ClipFile> clips, Path store) {
        Set<String> gone = new TreeSet<>();
        try (Stream<Path> entries = Files.list(store)) {
            entries.filter(path -> Files.exists(path.resolve(ClipRecord.FILE)))
                    .map(path -> String.valueOf(path.getFileName()))
                    .forEach(gone::add);
        } catch (IOException e) {
            throw new DataException(store + " cannot be read: " + JsonFiles.words(e) + ".", e);
        }
        clips.forEach(clip -> gone.remove(clip.name()));
        if (!gone.isEmpty()) {
            listener.onNotice("The store has " + (gone.size() == 1 ? "a clip" : gone.size() + " clips")
                    + " whose recording is not there any more: " + Splits.some(gone) + ". "
                    + (gone.size() == 1 ? "Its folder stays" : "Their folders stay") + ", but store.json leaves "
                    + (gone.size() == 1 ? "it" : "them") + " out.");
        }
    }

    @SuppressWarnings("unchecked") // Selection has checked that the options are the factory's
    private static <C extends Record> Media media(Selection<MediaFactory<?>> selection) {
        return ((MediaFactory<C>) selection.factory()).create((C) selection.options());
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
