package dev.attune.runner.trial;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import dev.attune.api.data.TargetInfo;
import dev.attune.api.loss.SequenceLoss;
import dev.attune.runner.config.ExperimentConfig;
import dev.attune.runner.data.Lookup;
import dev.attune.runner.engine.ComputeEngine;
import dev.attune.runner.train.AffectModel;
import dev.attune.runner.train.FlatParameters;
import dev.attune.runner.train.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** The network of an experiment, with values, without a corpus. */
public final class SampleNetwork implements AutoCloseable {
    private final TrialResources resources = new TrialResources();
    private final ExperimentConfig config;
    private final Map<String, Integer> modalities = new LinkedHashMap<>();
    private final List<TargetInfo> targets;
    private final NDManager manager;
    private final AffectModel model;
    private final FlatParameters parameters;

    /**
     * Builds a network; two of one configuration are the same.
     *
     * @param config the experiment
     * @param available modalities with their features per frame
     * @param targets what is predicted
     */
    public SampleNetwork(ExperimentConfig config, Map<String, Integer> available, List<TargetInfo> targets) {
        this.config = config;
        this.targets = targets;
        Components.reads(config.fusion(), List.copyOf(available.keySet()))
                .forEach(name -> modalities.put(name, Lookup.required(available, name)));
        manager = resources.add(ComputeEngine.newManager(Device.cpu()));
        List<Double> means = targets.stream().map(target -> 0.25).toList();
        model = new Network(config, new TrialModule.Architecture(modalities, targets)).build(means, resources);
        model.initialize(manager, DataType.FLOAT32);
        parameters = resources.add(new FlatParameters(model, manager));
        fillBuffers();
    }

    /** What is not learnt begins with zeros and ones, with which much is the same that should not be. */
    private void fillBuffers() {
        SplittableRandom random = new SplittableRandom(7);
        Map<String, Tensor> values = parameters.snapshot();
        model.getParameters().stream()
                .filter(entry -> !entry.getValue().requiresGradient())
                .forEach(entry -> {
                    Tensor tensor = Lookup.required(values, entry.getKey());
                    float[] filled = tensor.values();
                    for (int i = 0; i < filled.length; i++) {
                        filled[i] = (float) random.nextDouble(0.5, 1.5); // variances are positive
                    }
                    values.put(entry.getKey(), new Tensor(tensor.shape(), filled));
                });
        parameters.restore(values);
    }

    /** Returns the modalities that the fusion reads, with their features per frame. */
    public Map<String, Integer> modalities() {
        return modalities;
    }

    /** Returns how many values are predicted at a frame. */
    public int targets() {
        return targets.size();
    }

    /** Returns what owns the values. */
    public NDManager manager() {
        return manager;
    }

    /** Returns the network. */
    public AffectModel model() {
        return model;
    }

    /** Returns its parameters. */
    public FlatParameters parameters() {
        return parameters;
    }

    /** Makes the loss of the experiment. */
    public SequenceLoss loss() {
        return Components.loss(config.loss());
    }

    @Override
    public void close() {
        resources.close();
    }
}
