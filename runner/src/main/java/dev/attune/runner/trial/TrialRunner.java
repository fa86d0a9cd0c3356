package dev.attune.runner.trial;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.attune.api.DataException;
import dev.attune.api.data.Clip;
import dev.attune.api.data.Dataset;
import dev.attune.api.data.Split;
import dev.attune.runner.config.EffectiveConfig;
import dev.attune.runner.config.ExperimentConfig;
import dev.attune.runner.config.StudyPlan;
import dev.attune.runner.data.CorpusSummary;
import dev.attune.runner.data.Window;
import dev.attune.runner.engine.ComputeEngine;
import dev.attune.runner.plugin.PluginState;
import dev.attune.runner.train.Figure;
import dev.attune.runner.train.FlatParameters;
import dev.attune.runner.train.Trainer;
import dev.attune.runner.train.TrainingListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs trials, one at a time: gradients are collected, and seeds and threads set, for the whole process. */
public final class TrialRunner {
    private final List<PluginState> plugins;
    private final Duration patience;
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
        this.plugins = List.copyOf(plugins);
        this.patience = patience;
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
                folder.path(),
                "trial " + trial.id(),
                patience,
                () -> new TrialOutcome.Finished(train(trial, folder, listener)));
    }

    private TrialResult train(StudyPlan.Trial trial, TrialFolder folder, TrainingListener listener) {
        long start = System.nanoTime();
        ExperimentConfig config = trial.config();
        folder.clear();
        folder.writeConfig(EffectiveConfig.yaml(config));
        ObjectNode environment = Environment.describe(plugins);
        try (TrialScope scope = TrialScope.open(config, summaries)) {
            // Before training: what is recorded must be what is trained on.
            environment.put("data-sha256", scope.get(Dataset.class).fingerprint());
            addCounts(environment.putObject("splits"), scope.get(CorpusSummary.class));
            folder.writeEnvironment(environment);
            FlatParameters parameters = scope.get(FlatParameters.class);
            ComputeEngine.useThreads(Threads.choose(config, parameters.size()));
            TrialResult result = fit(trial, folder, listener, scope);
            environment.put("threads", result.threads());
            environment.put("seconds", (System.nanoTime() - start) / 1e9);
            folder.writeEnvironment(environment);
            folder.writeResult(result);
            return result;
        }
    }

    private static TrialResult fit(
            StudyPlan.Trial trial, TrialFolder folder, TrainingListener listener, TrialScope scope) {
        ExperimentConfig config = trial.config();
        Dataset dataset = scope.get(Dataset.class);
        List<Window> windows = new ArrayList<>();
        for (Clip clip : dataset.clips(Split.TRAIN)) {
            windows.addAll(Window.cut(
                    clip,
                    config.data().window().length(),
                    config.data().window().stride()));
        }
        Trainer.Result fitted = scope.get(Trainer.class).fit(windows, dataset.clips(Split.VALIDATION), epoch -> {
            folder.log().append(epoch);
            listener.onEpoch(epoch);
        });
        folder.writeModel(scope.get(TrialModule.Architecture.class), scope.get(TrialModule.Scaling.class));
        SafeTensors.write(
                folder.best(), Map.of(), scope.get(FlatParameters.class).snapshot());
        return new TrialResult(
                trial.id(),
                config.seed(),
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
        Optional<List<Figure>> known = folder.testFigures();
        return known.orElseGet(() -> FolderLock.holding(
                folder.path(),
                "scoring trial " + trial.id(),
                patience,
                () -> folder.testFigures().orElseGet(() -> test(trial.config(), folder))));
    }

    private List<Figure> test(ExperimentConfig config, TrialFolder folder) {
        TrialResult result = folder.result()
                .orElseThrow(() -> new DataException(
                        folder.path() + " holds no result; finish the trial before it is scored on the test split."));
        try (TrialScope scope = TrialScope.open(config, summaries)) {
            if (!folder.dataHash().equals(Optional.of(scope.get(Dataset.class).fingerprint()))) {
                throw new DataException(
                        "The result in " + folder.path()
                                + " was found on other data than those that the configuration names now; it cannot be scored on their test split.");
            }
            ComputeEngine.useThreads(result.threads());
            try {
                scope.get(FlatParameters.class)
                        .restore(SafeTensors.read(folder.best()).tensors());
            } catch (IllegalArgumentException e) {
                throw new DataException(folder.best() + " is not of this trial: " + e.getMessage(), e);
            }
            List<Figure> figures = predict(Split.TEST, folder, scope);
            folder.writeTest(figures);
            return figures;
        }
    }

    private static void addCounts(ObjectNode splits, CorpusSummary summary) {
        for (Split split : Split.values()) {
            CorpusSummary.Counts counts = summary.counts(split);
            splits.putObject(split.label())
                    .put("clips", counts.clips())
                    .put("frames", counts.frames())
                    .put("labels", counts.labels());
        }
    }
}
