package dev.attune.runner.submission;

import dev.attune.api.ConfigException;
import dev.attune.api.DataException;
import dev.attune.api.data.Clip;
import dev.attune.api.data.Dataset;
import dev.attune.api.data.DatasetContext;
import dev.attune.api.data.Split;
import dev.attune.api.data.TargetInfo;
import dev.attune.runner.config.ConfigLoader;
import dev.attune.runner.config.EffectiveConfig;
import dev.attune.runner.config.ExperimentConfig;
import dev.attune.runner.predict.ClipPrediction;
import dev.attune.runner.predict.ClipPredictor;
import dev.attune.runner.study.Seal;
import dev.attune.runner.trial.Components;
import dev.attune.runner.trial.ProgramCommand;
import dev.attune.runner.trial.TrialFolder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What finished runs predict for the test trials of their corpus.
 *
 * <p>The seal stays what it is. Trials without labels may be predicted at any time, as nothing here can score them. Where the test split
 * has labels, a file of predictions would be a way round the seal, and it has to be opened first.
 */
public final class TestTrials {
    private final Map<String, TrialFolder> runs = new LinkedHashMap<>(); // by target
    private final Map<String, Map<String, float[]>> values = new LinkedHashMap<>(); // by trial, then by target
    private final Set<String> annotated = new LinkedHashSet<>();
    private final Set<String> leftOut = new LinkedHashSet<>();
    private final Map<String, String> folds = new LinkedHashMap<>(); // by target; none where a corpus has no folds
    private final boolean all;
    private final ConfigLoader loader;

    private TestTrials(ConfigLoader loader, boolean all) {
        this.loader = loader;
        this.all = all;
    }

    /**
     * Predicts the test trials.
     *
     * @param runs finished; together they predict valence and arousal, each target by one of them
     * @param loader reads their configurations
     * @param listener hears how it goes
     * @param all whether every test trial must be there, since nothing else says which are to be submitted
     * @throws ConfigException if a target is predicted by none of the runs, or by two
     * @throws DataException if a run is not finished, its corpus has no test trial or leaves some out that must be there, or the seal
     *     forbids it
     */
    public static TestTrials predict(
            List<TrialFolder> runs, ConfigLoader loader, ClipPredictor.Listener listener, boolean all) {
        TestTrials trials = new TestTrials(loader, all);
        for (TrialFolder run : runs) {
            trials.add(run, listener);
        }
        for (String target : TrialText.TARGETS) {
            if (!trials.runs.containsKey(target)) {
                throw new ConfigException("No run predicts " + target
                        + "; where a run has one target, name a run for each: attune" + " submit RUN RUN --out DIR.");
            }
        }
        return trials;
    }

    private void add(TrialFolder run, ClipPredictor.Listener listener) {
        ExperimentConfig config = loader.loadExperiment(run.path().resolve("config.yaml"), List.of());
        try (ClipPredictor predictor = new ClipPredictor(run, config, loader, List.of())) {
            List<String> targets =
                    predictor.targets().stream().map(TargetInfo::name).toList();
            claim(run, targets);
            EffectiveConfig.fold(config).ifPresent(fold -> targets.forEach(target -> folds.put(target, fold)));
            DatasetContext context = new DatasetContext(predictor.modalities(), targets);
            try (Dataset corpus = Components.open(config.data().dataset(), context)) {
                List<Clip> clips = corpus.clips(Split.TEST);
                if (clips.isEmpty()) {
                    throw new DataException("The corpus of " + run.path()
                            + " has no trial in its test split; there is nothing to" + " submit.");
                }
                respectSeal(run, clips, targets.size());
                if (all) {
                    requireAll(run, corpus);
                }
                for (Split split : List.of(Split.TRAIN, Split.VALIDATION)) {
                    corpus.clips(split).forEach(clip -> annotated.add(clip.id()));
                    annotated.addAll(corpus.omitted(split));
                }
                leftOut.addAll(corpus.omissions());
                predictor.predictClips(clips, listener, prediction -> keep(prediction, targets));
            }
        }
    }

    /** A submission that lacks a trial is none, and costs one of the few attempts that the organisers allow. */
    private static void requireAll(TrialFolder run, Dataset corpus) {
        List<String> lacking = corpus.omitted(Split.TEST);
        if (!lacking.isEmpty()) {
            throw new DataException("The corpus of " + run.path() + " leaves out "
                    + (lacking.size() == 1 ? "the test trial " : "the test trials ") + String.join(", ", lacking)
                    + ", and a submission wants every one; attune check --data says what is missing. If not every trial is to be"
                    + " submitted, give --sample FILE or --frames FILE.");
        }
    }

    /** Returns a sentence if the targets are predicted by models of different folds, which is rarely meant. */
    public Optional<String> mixture() {
        return Set.copyOf(folds.values()).size() < 2
                ? Optional.empty()
                : Optional.of("Models of different folds predict "
                        + folds.entrySet().stream()
                                .map(entry -> entry.getKey() + " (fold " + entry.getValue() + ")")
                                .collect(Collectors.joining(" and "))
                        + ".");
    }

    private void claim(TrialFolder run, List<String> targets) {
        for (String target : targets) {
            TrialFolder other = runs.put(target, run);
            if (other != null) {
                throw new ConfigException(
                        "Both " + other.path() + " and " + run.path() + " predict " + target + "; name one of them.");
            }
        }
    }

    private static void respectSeal(TrialFolder run, List<Clip> clips, int targets) {
        Optional<Path> study = study(run);
        if (study.map(folder -> Seal.read(folder).isOpen()).orElse(false)) {
            return;
        }
        // What had labels when the run was trained has them somewhere, wherever they are now.
        String hidden = run.testLabels() > 0 ? "had labels when it was trained" : "";
        String labelled = clips.stream()
                .filter(clip -> hasLabel(clip, targets))
                .findFirst()
                .map(clip -> "has labels, such as those of " + clip.id())
                .orElse(hidden);
        if (!labelled.isEmpty()) {
            throw new DataException("The test split of " + run.path() + " " + labelled
                    + ", and its scores are sealed: with a submission anybody could score it. When everything has been chosen:"
                    + " " + ProgramCommand.unlockTest(study.map(Path::toString).orElse("STUDY"))
                    + ". Trials without labels can be submitted at any time.");
        }
    }

    private static Optional<Path> study(TrialFolder run) {
        return Optional.ofNullable(run.path().toAbsolutePath().normalize().getParent())
                .filter(trials -> trials.endsWith("trials"))
                .map(Path::getParent);
    }

    private static boolean hasLabel(Clip clip, int targets) {
        float[] labels = new float[Math.multiplyExact(clip.length(), targets)];
        clip.readLabels(0, clip.length(), FloatBuffer.wrap(labels));
        for (float label : labels) {
            if (!Float.isNaN(label)) {
                return true;
            }
        }
        return false;
    }

    private void keep(ClipPrediction prediction, List<String> targets) {
        Map<String, float[]> ofTrial = values.computeIfAbsent(prediction.clip(), key -> new LinkedHashMap<>());
        for (int target = 0; target < targets.size(); target++) {
            float[] series = new float[prediction.length()];
            for (int frame = 0; frame < series.length; frame++) {
                series[frame] = prediction.value(frame, target);
                if (!Float.isFinite(series[frame])) {
                    throw new DataException("The model predicts " + series[frame] + " for " + targets.get(target)
                            + " at frame " + frame + " of " + prediction.clip()
                            + ", wanted a number: it has diverged, or the features of that trial are damaged.");
                }
            }
            ofTrial.put(targets.get(target), series);
        }
    }

    /** Returns the names of the trials. */
    public Set<String> names() {
        return values.keySet();
    }

    /** Returns how many frames of each trial are predicted. */
    Map<String, Integer> lengths() {
        Map<String, Integer> lengths = new LinkedHashMap<>();
        values.forEach((trial, series) -> lengths.put(
                trial,
                series.values().stream().mapToInt(each -> each.length).max().orElse(0)));
        return lengths;
    }

    /** Returns what the corpora leave out, a sentence each; some of it may be trials that nothing else names. */
    public List<String> leftOut() {
        return List.copyOf(leftOut);
    }

    /** Returns the names of the trials of the other splits, with those that are left out. */
    public Set<String> annotated() {
        return Collections.unmodifiableSet(annotated);
    }

    /** Returns what is predicted of a trial. */
    float[] series(String trial, String target) {
        float[] series = values.getOrDefault(trial, Map.of()).get(target);
        if (series == null) {
            throw new DataException("The runs do not have the same test trials: " + trial + " has no " + target + ".");
        }
        return series;
    }
}
