package dev.attune.bench.sidebyside;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import dev.attune.api.nn.RandomSource;
import dev.attune.runner.config.ExperimentConfig;
import dev.attune.runner.data.HostBatch;
import dev.attune.runner.engine.ComputeEngine;
import dev.attune.runner.train.AffectModel;
import dev.attune.runner.train.FlatParameters;
import dev.attune.runner.train.Learner;
import dev.attune.runner.trial.Components;
import dev.attune.runner.trial.Networks;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A case in training: the model, its optimiser and its batches. */
final class AttuneTraining implements AutoCloseable {
    private final Case measured;
    private final NDManager manager;
    private final FlatParameters parameters;
    private final Learner learner;
    private final RandomSource noise;
    private final List<HostBatch> batches;
    private final double rate;
    private long steps;

    /**
     * Opens a case.
     *
     * @param measured the case
     * @param threads of the engine
     * @param dropout whether the model keeps its dropout
     */
    AttuneTraining(Case measured, int threads, boolean dropout) {
        this.measured = measured;
        ExperimentConfig config = measured.experiment(dropout);
        manager = ComputeEngine.newManager(Device.cpu());
        ComputeEngine.useThreads(threads);
        AffectModel model = Networks.initialized(config, measured.features(), Case.TARGETS, manager);
        parameters = new FlatParameters(model, manager);
        noise = RandomSource.of(config.seed()).fork("noise");
        learner = new Learner(
                model,
                parameters,
                Components.loss(config.loss()),
                Case.TARGETS.size(),
                config.training(),
                manager,
                noise);
        batches = Batches.of(measured, config.data().window().length());
        rate = config.training().optimizer().lr();
    }

    /** Returns the number of learnt values. */
    long size() {
        return parameters.size();
    }

    /** Writes what both sides start from, unless the file is there already. */
    void exchange(Path file) {
        if (!Files.exists(file)) {
            ExchangeFile.write(file, measured, parameters, batches);
        }
    }

    /** Trains on the next batch and returns the loss. */
    double step() {
        noise.startStep(steps);
        HostBatch batch = batches.get((int) (steps % batches.size()));
        steps++;
        return learner.step(batch, rate).loss();
    }

    @Override
    public void close() {
        learner.close();
        parameters.close();
        manager.close();
    }
}
