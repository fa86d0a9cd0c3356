package dev.attune.runner.trial;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.attune.api.DataException;
import dev.attune.api.data.Clip;
import dev.attune.api.data.Dataset;
import dev.attune.api.data.Split;
import dev.attune.runner.config.EffectiveConfig;
import dev.attune.runner.config.ExperimentConfig;
import dev.attune.runner.config.StudyPlan;
import dev.attune.runner.config.UsedComponents;
import dev.attune.runner.config.WindowConfig;
import dev.attune.runner.data.CorpusSummary;
import dev.attune.runner.data.Window;
import dev.attune.runner.engine.ComputeEngine;
import dev.attune.runner.plugin.PluginState;
import dev.attune.runner.plugin.PluginState.OfferedComponent;
import dev.attune.runner.train.AffectModel;
import dev.attune.runner.train.CheckpointException;
import dev.attune.runner.train.Figure;
import dev.attune.runner.train.FlatParameters;
import dev.attune.runner.train.Trainer;
import dev.attune.runner.train.TrainingListener;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs trials, one at a time: gradients are collected, and seeds and threads set, for the whole process. */
public final class TrialRunner {
    private static final Logger log = LoggerFactory.getLogger(TrialRunner.class);

    /** What was hashed when the plugins were loaded: a jar that is replaced later is not what runs. */
    private final Map<PluginState, ObjectNode> plugins;

    private final Duration patience;
    private final int threads; // 0: the size of the model decides
    private final SummaryCache summaries = new SummaryCache();

    /**
     * Makes a runner that does not wait for another process to leave a trial's folder.
     *
     * @param plugins recorded with each trial
     */
    public TrialRunner(List<PluginState> plugins) {
        this(plugins, Duration.ZERO);
    }

    /**
     * Makes a runner.
     *
     * @param plugins recorded with each trial
     * @param patience how long to wait for another process to leave a trial's folder
     */
    public TrialRunner(List<PluginState> plugins, Duration patience) {
        this(hashed(plugins), patience, 0);
        plugins.stream()
                .filter(plugin -> plugin.status() == PluginState.Status.READY)
                .forEach(plugin -> log.info(
                        "plugin {} from {}: {} components",
                        plugin.id(),
                        plugin.source(),
                        plugin.components().size()));
    }

    private TrialRunner(Map<PluginState, ObjectNode> plugins, Duration patience, int threads) {
        this.plugins = plugins;
        this.patience = patience;
        this.threads = threads;
    }

    private static Map<PluginState, ObjectNode> hashed(List<PluginState> plugins) {
        Map<PluginState, ObjectNode> described = new LinkedHashMap<>();
        plugins.forEach(plugin -> described.put(plugin, Environment.describePlugin(plugin)));
        return described;
    }

    /** Describes Attune's plugins, and of the others those that a trial uses: a trial is not another because of a plugin beside it. */
    private List<ObjectNode> pluginsOf(ExperimentConfig config) {
        Set<OfferedComponent> used = UsedComponents.of(config);
        return plugins.entrySet().stream()
                .filter(plugin -> plugin.getKey().jars().isEmpty()
                        || plugin.getKey().components().stream().anyMatch(used::contains))
                .map(Map.Entry::getValue)
                .toList();
    }

    /**
     * Returns a runner that uses a number of threads where the configuration leaves it to the size of the model.
     *
     * @param number at least 1
     */
    public TrialRunner withThreads(int number) {
        if (number < 1) {
            throw new IllegalArgumentException("number must be at least 1, found " + number);
        }
        return new TrialRunner(plugins, patience, number);
    }

    /**
     * Trains a trial, from where an earlier run left it, and scores it on the validation split.
     *
     * <p>However often a trial is interrupted, its result, best parameters and predictions are those of a trial that was not, byte for
     * byte.
     *
     * @param trial what to run
     * @param folder where; a finished trial found there is not run again
     * @param goal how far to train
     * @param listener is told of each epoch
     * @return the result, which is also in the folder, or that the trial has reached the goal and can go on
     * @throws DataException if the folder is in use or cannot be written, or data are missing or broken
     * @throws dev.attune.runner.train.TrialFailedException if the training cannot go on
     */
    public TrialOutcome run(StudyPlan.Trial trial, TrialFolder folder, Goal goal, TrainingListener listener) {
        return FolderLock.holding(
                folder.path(), "trial " + trial.id(), patience, () -> resumeOrStart(trial, folder, goal, listener));
    }

    private TrialOutcome resumeOrStart(
            StudyPlan.Trial trial, TrialFolder folder, Goal goal, TrainingListener listener) {
        Optional<TrialResult> known = folder.result();
        if (known.isPresent()) {
            requireSame(trial, folder, known.get());
            return new TrialOutcome.Finished(known.get());
        }
        folder.writeConfig(EffectiveConfig.yaml(trial.config()));
        folder.tidy();
        if (Files.exists(folder.last())) {
            try {
                return train(trial, folder, FolderCheckpoints.open(folder, trial.id()), goal, listener);
            } catch (CheckpointException e) {
                log.warn("{} The trial starts again.", e.getMessage());
            }
        }
        folder.clear();
        return train(trial, folder, FolderCheckpoints.empty(folder, trial.id()), goal, listener);
    }

    private static void requireSame(StudyPlan.Trial trial, TrialFolder folder, TrialResult result) {
        if (!result.id().equals(trial.id())) {
            throw new IllegalArgumentException(
                    folder.path() + " holds the result of trial " + result.id() + ", wanted " + trial.id());
        }
    }

    private TrialOutcome train(
            StudyPlan.Trial trial,
            TrialFolder folder,
            FolderCheckpoints checkpoints,
            Goal goal,
            TrainingListener listener) {
        try (TrialScope scope = TrialScope.open(trial.config(), summaries)) {
            // Before training: what is recorded must be what is trained on.
            ObjectNode now = Environment.describe(pluginsOf(trial.config()));
            EnvironmentFile environment = environment(folder, checkpoints, goal, EnvironmentFile.describe(now, scope));
            int used = threads(trial.config(), checkpoints, scope);
            ComputeEngine.useThreads(used);
            checkpoints.useThreads(used);
            Trainer.Result fitted = fit(trial.config(), checkpoints, goal, listener, scope);
            if (!fitted.isOver()) {
                environment.recordEnd(used, checkpoints.seconds());
                return new TrialOutcome.Paused(fitted.epochs());
            }
            TrialResult result = finish(trial, folder, fitted, scope);
            environment.recordEnd(used, checkpoints.seconds());
            folder.writeResult(result);
            checkpoints.deleteLast();
            return new TrialOutcome.Finished(result);
        }
    }

    private EnvironmentFile environment(TrialFolder folder, FolderCheckpoints checkpoints, Goal goal, ObjectNode now) {
        if (checkpoints.epochsBefore() == 0) {
            return EnvironmentFile.start(folder, now);
        }
        EnvironmentFile environment = EnvironmentFile.resume(folder, now);
        if (checkpoints.epochsBefore() < goal.epochs()) {
            environment.recordResumption(checkpoints.epochsBefore(), now);
        }
        return environment;
    }

    /** Goes on with as many threads as before: with others, the last bits would differ. */
    private int threads(ExperimentConfig config, FolderCheckpoints checkpoints, TrialScope scope) {
        if (checkpoints.threadsBefore() > 0) {
            return checkpoints.threadsBefore();
        }
        return threads > 0
                ? threads
                : Threads.choose(config, scope.get(FlatParameters.class).size());
    }

    private static Trainer.Result fit(
            ExperimentConfig config,
            FolderCheckpoints checkpoints,
            Goal goal,
            TrainingListener listener,
            TrialScope scope) {
        Dataset dataset = scope.get(Dataset.class);
        WindowConfig cut = config.data().window();
        boolean atOnce = scope.get(AffectModel.class).closedForm().isPresent();
        List<Window> windows = new ArrayList<>();
        for (Clip clip : dataset.clips(Split.TRAIN)) {
            // A sum over frames must not count those twice that are in two windows.
            windows.addAll(atOnce ? Window.tile(clip, cut.length()) : Window.cut(clip, cut.length(), cut.stride()));
        }
        return scope.get(Trainer.class)
                .fit(windows, dataset.clips(Split.VALIDATION), checkpoints, goal.epochs(), listener);
    }

    /** Writes what stays of a trial beside its result, and returns that. */
    private static TrialResult finish(
            StudyPlan.Trial trial, TrialFolder folder, Trainer.Result fitted, TrialScope scope) {
        folder.writeModel(new StoredModel(
                scope.get(TrialModule.Architecture.class),
                scope.get(TrialModule.Scaling.class),
                scope.get(CorpusSummary.class).labelMeans()));
        scope.get(Dataset.class)
                .extraction()
                .ifPresent(text -> folder.writeExtraction(JsonFiles.parse("how the features were made", text)));
        if (fitted.bestEpoch() == 0) { // nothing to learn, or fitted at once: no epoch has left its parameters
            SafeTensors.write(
                    folder.best(), Map.of(), scope.get(FlatParameters.class).snapshot());
        }
        return new TrialResult(
                trial.id(),
                trial.config().seed(),
                fitted.learnt(),
                fitted.bestEpoch(),
                fitted.epochs(),
                ComputeEngine.threads(),
                Map.of(Split.VALIDATION, predict(Split.VALIDATION, folder, scope)));
    }

    /** Writes the predictions of a split and returns its figures. */
    private static List<Figure> predict(Split split, TrialFolder folder, TrialScope scope) {
        Dataset dataset = scope.get(Dataset.class);
        int targets = dataset.info().targets().size();
        List<Clip> clips = dataset.clips(split);
        return clips.isEmpty()
                ? List.of()
                : scope.get(Trainer.class)
                        .score(clips, (clip, values) -> folder.writePredictions(split, clip.id(), values, targets));
    }

    /**
     * Scores a finished trial on the test split, with the parameters of its best epoch; or returns what an earlier call found.
     *
     * <p>Nothing else computes a test score. The seal is the caller's to break: it records that, and why, before it calls.
     *
     * @param trial what was run
     * @param folder where; predictions and {@code test.json} are added
     * @return the figures; none if the corpus has no labelled test clip
     * @throws DataException if the trial is not finished, its files are missing or damaged, the data are not those that it was trained
     *     on, or the folder is in use or cannot be written
     * @throws dev.attune.runner.train.TrialFailedException if a prediction is not finite
     */
    public List<Figure> scoreTest(StudyPlan.Trial trial, TrialFolder folder) {
        TrialResult result = folder.result()
                .orElseThrow(() -> new DataException(
                        folder.path() + " holds no result; finish the trial before it is scored on the test split."));
        requireSame(trial, folder, result);
        return FolderLock.holding(
                folder.path(),
                "scoring trial " + trial.id(),
                patience,
                () -> folder.testFigures().orElseGet(() -> test(trial.config(), folder, result)));
    }

    private List<Figure> test(ExperimentConfig config, TrialFolder folder, TrialResult result) {
        try (TrialScope scope = TrialScope.open(config, summaries)) {
            if (!folder.dataHash().equals(Optional.of(scope.get(Dataset.class).fingerprint()))) {
                throw new DataException(
                        "The result in " + folder.path()
                                + " was found on other data than those that the configuration names now; it cannot be scored on their test split.");
            }
            ComputeEngine.useThreads(result.threads());
            folder.readBest(scope.get(FlatParameters.class));
            List<Figure> figures = predict(Split.TEST, folder, scope);
            folder.writeTest(figures);
            return figures;
        }
    }
}
