package dev.attune.runner.predict;

import dev.attune.api.ConfigException;
import dev.attune.api.DataException;
import dev.attune.api.data.Clip;
import dev.attune.api.data.Split;
import dev.attune.api.data.TargetInfo;
import dev.attune.api.media.Media;
import dev.attune.runner.config.ConfigLoader;
import dev.attune.runner.config.ExperimentConfig;
import dev.attune.runner.config.NearestNames;
import dev.attune.runner.extract.Extraction;
import dev.attune.runner.extract.ExtractionListener;
import dev.attune.runner.extract.ExtractionResult;
import dev.attune.runner.extract.ExtractionRun;
import dev.attune.runner.trial.Components;
import dev.attune.runner.trial.TrainedModel;
import dev.attune.runner.trial.TrialFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Applies the model of a finished trial to the clips of a feature store.
 *
 * <p>Reads no labels. One clip's predictions are in memory at a time, and of its features no more than a few batches of windows.
 */
public final class ClipPredictor implements AutoCloseable {
    private static final int CHUNK = 4096;

    private final TrialFolder run;
    private final ConfigLoader loader;
    private final TrainedModel model;
    private final Set<String> dropped;
    private List<String> overrides = List.of();

    /**
     * Opens the model of a trial.
     *
     * @param run where the trial is
     * @param config what was run
     * @param loader opens stores
     * @param dropped modalities of the model that it is not given
     * @throws DataException if the trial is not finished, or its files are damaged
     * @throws ConfigException if the model does not read what is to be left out, or nothing would be left
     */
    public ClipPredictor(TrialFolder run, ExperimentConfig config, ConfigLoader loader, Collection<String> dropped) {
        this.run = run;
        this.loader = loader;
        this.dropped = new LinkedHashSet<>(dropped);
        model = new TrainedModel(run, config);
        requireSomeLeft();
    }

    /**
     * Opens the model of a trial, as the trial's own configuration describes it.
     *
     * @param run where the trial is
     * @param loader reads the configuration, and opens stores
     * @param dropped modalities of the model that it is not given
     * @throws DataException if the trial is not finished, or its files are damaged
     * @throws ConfigException if its configuration cannot be read, the model does not read what is to be left out, or nothing would be
     *     left
     */
    public static ClipPredictor open(TrialFolder run, ConfigLoader loader, Collection<String> dropped) {
        Path config = run.path().resolve("config.yaml");
        if (!Files.exists(config)) {
            throw new DataException(run.path() + " is not the folder of a trial: it has no config.yaml.");
        }
        return new ClipPredictor(run, loader.loadExperiment(config, List.of()), loader, dropped);
    }

    /**
     * Returns whether a path is that of a feature store.
     *
     * @param path of a file or folder
     */
    public static boolean isStore(Path path) {
        return OpenedStore.isStore(path);
    }

    private void requireSomeLeft() {
        Set<String> known = model.modalities().keySet();
        for (String name : dropped) {
            if (!known.contains(name)) {
                throw new ConfigException(run.path() + " does not read the modality " + name + "; "
                        + NearestNames.advice(name, known, "it reads"));
            }
        }
        if (dropped.containsAll(known)) {
            throw new ConfigException("Nothing would be left to predict from: " + run.path()
                    + " reads no modality beside " + String.join(", ", known) + ".");
        }
    }

    /** Returns what is predicted, in the order of columns. */
    public List<TargetInfo> targets() {
        return model.targets();
    }

    /** Returns the modalities of the model, those that are left out included. */
    public List<String> modalities() {
        return List.copyOf(model.modalities().keySet());
    }

    /** Returns the modalities that the model is given, with their features per frame. */
    Map<String, Integer> wanted() {
        Map<String, Integer> wanted = new LinkedHashMap<>(model.modalities());
        wanted.keySet().removeAll(dropped);
        return wanted;
    }

    /**
     * Makes the features of recordings as those of the run were made.
     *
     * @param recordings a recording, or a folder of such
     * @param store takes the features; what is there of the same recordings is kept
     * @param jobs how many recordings at once
     * @param listener hears how it goes
     * @return what became of each recording
     * @throws DataException if the run does not say how its features were made, a model has other content, or the store is one that has
     *     labels, splits or other clips, or was made in another way
     * @throws ConfigException if an encoder or the file of a model is not there
     */
    public ExtractionResult extract(Path recordings, Path store, int jobs, ExtractionListener listener) {
        return new ExtractionRun(extraction(), jobs, listener).keep(recordings, store);
    }

    /**
     * Makes what opens the recordings of the run.
     *
     * @throws DataException if the run does not say what does
     */
    public Media media() {
        return Components.media(extraction().config().media());
    }

    private Extraction extraction() {
        return RunExtraction.of(run, wanted(), loader, overrides);
    }

    /**
     * Changes where recordings and words come from when features are made: the run's own settings may name folders of its corpus.
     *
     * @param settings {@code key=value} each, of {@code media} and {@code transcript}
     * @return this
     */
    public ClipPredictor with(List<String> settings) {
        overrides = List.copyOf(settings);
        return this;
    }

    /** Hears how a prediction goes; everything by default says nothing. */
    public interface Listener {
        /** Hears nothing. */
        Listener SILENT = new Listener() {};

        /**
         * Takes what the user should know, one sentence.
         *
         * @param sentence for example what could not be compared
         */
        default void onNotice(String sentence) {}

        /**
         * Takes the names of the clips, before the first is predicted.
         *
         * @param clips in the order in which they are predicted
         */
        default void onClips(List<String> clips) {}

        /**
         * Takes how far the prediction is.
         *
         * @param share from 0 to 1
         */
        default void onProgress(double share) {}
    }

    /**
     * Predicts the clips of a store, split by split.
     *
     * @param store its folder
     * @param splits whose clips
     * @param listener hears how it goes; what it throws ends the prediction
     * @param sink takes each clip, in order
     * @throws DataException if the store is damaged, does not fit the run, or has no clip in these splits
     */
    public void predict(Path store, Collection<Split> splits, Listener listener, Consumer<ClipPrediction> sink) {
        try (OpenedStore opened = OpenedStore.open(store, loader)) {
            new StoreFit(run.path(), wanted(), run.extraction().map(Provenance::of))
                    .check(opened)
                    .forEach(listener::onNotice);
            Map<Split, List<Clip>> clips = new LinkedHashMap<>();
            splits.forEach(split -> clips.put(split, clips(opened, split)));
            List<String> names =
                    clips.values().stream().flatMap(List::stream).map(Clip::id).toList();
            if (names.isEmpty()) {
                throw new DataException(store + " has no clip"
                        + (splits.size() == 1
                                ? " in its " + splits.iterator().next().label() + " split"
                                : "")
                        + "; there is nothing to predict.");
            }
            listener.onClips(names);
            predict(clips.values(), listener, sink);
        }
    }

    /**
     * Predicts the clips of a corpus that is open.
     *
     * @param clips have the modalities of the model; their labels are not read
     * @param listener hears how it goes
     * @param sink takes each clip, in order
     */
    public void predictClips(List<Clip> clips, Listener listener, Consumer<ClipPrediction> sink) {
        listener.onClips(clips.stream().map(Clip::id).toList());
        predict(List.of(unlabelled(clips)), listener, sink);
    }

    private List<Clip> clips(OpenedStore store, Split split) {
        return unlabelled(store.clips(split));
    }

    private List<Clip> unlabelled(List<Clip> some) {
        return some.stream()
                .<Clip>map(clip -> new UnlabelledClip(
                        clip, model.modalities(), dropped, targets().size()))
                .toList();
    }

    /** Each split by itself, as training does it: so batches are the same, and with them the last bits. */
    private void predict(Collection<List<Clip>> splits, Listener listener, Consumer<ClipPrediction> sink) {
        double frames =
                splits.stream().flatMap(List::stream).mapToDouble(Clip::length).sum();
        double before = 0;
        for (List<Clip> clips : splits) {
            double own = clips.stream().mapToDouble(Clip::length).sum();
            double past = before;
            model.predict(
                    clips,
                    (clip, values) -> sink.accept(prediction(clip, values)),
                    (done, of) -> listener.onProgress((past + own * done / of) / frames));
            before += own;
        }
    }

    private ClipPrediction prediction(Clip clip, float[] values) {
        int frames = clip.length();
        for (int i = 0; i < values.length; i++) {
            if (!Float.isFinite(values[i])) {
                int target = i % targets().size();
                throw new DataException("The model of " + run.path() + " predicts " + values[i] + " for "
                        + targets().get(target).name() + " at frame "
                        + i / targets().size() + " of clip " + clip.id()
                        + "; its features must be far from those that it was trained on.");
            }
        }
        double[] seconds = new double[frames];
        clip.readTimes(0, frames, seconds, 0);
        Map<String, BitSet> valid = new LinkedHashMap<>();
        modalities().forEach(modality -> valid.put(modality, valid(clip, modality)));
        return new ClipPrediction(clip.id(), seconds, targets(), values, valid);
    }

    private static BitSet valid(Clip clip, String modality) {
        BitSet valid = new BitSet(clip.length());
        boolean[] chunk = new boolean[Math.min(CHUNK, clip.length())];
        for (int from = 0; from < clip.length(); from += CHUNK) {
            int to = Math.min(clip.length(), from + CHUNK);
            clip.readMask(modality, from, to, chunk, 0);
            for (int i = 0; i < to - from; i++) {
                valid.set(from + i, chunk[i]);
            }
        }
        return valid;
    }

    @Override
    public void close() {
        model.close();
    }
}
