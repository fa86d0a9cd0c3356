package dev.attune.runner.trial;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.inject.CreationException;
import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.ProvisionException;
import com.google.inject.Stage;
import com.google.inject.spi.Message;
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
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Runs trials, one at a time: gradients are collected, and seeds and threads set, for the whole process. */
public final class TrialRunner {
    private final List<PluginState> plugins;

    /**
     * Makes a runner.
     *
     * @param plugins recorded with each trial
     */
    public TrialRunner(List<PluginState> plugins) {
        this.plugins = List.copyOf(plugins);
    }

    /**
     * Trains, scores and writes a trial.
     *
     * @param trial what to run
     * @param folder where; what an unfinished attempt left there is removed
     * @param listener is told of each epoch
     * @return the result, which is also in the folder
     */
    public TrialResult run(StudyPlan.Trial trial, TrialFolder folder, TrainingListener listener) {
        long start = System.nanoTime();
        ExperimentConfig config = trial.config();
        folder.clear();
        folder.writeConfig(EffectiveConfig.yaml(config));
        try (TrialResources resources = new TrialResources()) {
            ObjectNode environment = Environment.describe(plugins);
            Injector injector = Guice.createInjector(Stage.PRODUCTION, new TrialModule(config, resources));
            // Before training: what is recorded must be what is trained on.
            environment.put("data-sha256", injector.getInstance(Dataset.class).fingerprint());
            addCounts(environment.putObject("splits"), injector.getInstance(CorpusSummary.class));
            folder.writeEnvironment(environment);
            FlatParameters parameters = injector.getInstance(FlatParameters.class);
            ComputeEngine.useThreads(Threads.choose(config, parameters.size()));
            TrialResult result = fit(trial, folder, listener, injector);
            environment.put("threads", result.threads());
            environment.put("seconds", (System.nanoTime() - start) / 1e9);
            folder.writeEnvironment(environment);
            folder.writeResult(result);
            return result;
        } catch (CreationException e) {
            throw unwrap(e.getErrorMessages(), e);
        } catch (ProvisionException e) {
            throw unwrap(e.getErrorMessages(), e);
        }
    }

    private static TrialResult fit(
            StudyPlan.Trial trial, TrialFolder folder, TrainingListener listener, Injector injector) {
        ExperimentConfig config = trial.config();
        Dataset dataset = injector.getInstance(Dataset.class);
        Trainer trainer = injector.getInstance(Trainer.class);
        FlatParameters parameters = injector.getInstance(FlatParameters.class);
        List<Window> windows = new ArrayList<>();
        for (Clip clip : dataset.clips(Split.TRAIN)) {
            windows.addAll(Window.cut(
                    clip,
                    config.data().window().length(),
                    config.data().window().stride()));
        }
        Trainer.Result fitted = trainer.fit(windows, dataset.clips(Split.VALIDATION), epoch -> {
            folder.appendEpoch(epoch);
            listener.onEpoch(epoch);
        });
        folder.writeCheckpoint(
                parameters.snapshot(),
                injector.getInstance(TrialModule.Architecture.class),
                injector.getInstance(TrialModule.Scaling.class));
        int targets = dataset.info().targets().size();
        Map<Split, List<Figure>> figures = new EnumMap<>(Split.class);
        for (Split split : List.of(Split.VALIDATION, Split.TEST)) {
            if (!dataset.clips(split).isEmpty()) {
                figures.put(
                        split,
                        trainer.score(
                                dataset.clips(split),
                                (clip, values) -> folder.writePredictions(split, clip.id(), values, targets)));
            }
        }
        return new TrialResult(
                trial.id(),
                config.seed(),
                fitted.learnt(),
                fitted.bestEpoch(),
                fitted.epochs(),
                ComputeEngine.threads(),
                figures);
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

    /** A provider's own exception is meant for the user; Guice's account of where it was thrown is not. */
    private static RuntimeException unwrap(Iterable<Message> messages, RuntimeException wrapper) {
        for (Message message : messages) {
            if (message.getCause() instanceof RuntimeException cause) {
                return cause;
            }
            if (message.getCause() instanceof Error error) {
                throw error;
            }
        }
        return wrapper;
    }
}
