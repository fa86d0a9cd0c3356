package dev.attune.runner.trial;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import dev.attune.api.data.TargetInfo;
import dev.attune.runner.config.ExperimentConfig;
import dev.attune.runner.train.AffectModel;
import java.util.List;
import java.util.Map;

/** Builds networks for those who have no corpus, such as measurements. */
public final class Networks {
    private Networks() {}

    /**
     * Builds the network of an experiment as a trial does, with the values that it has before training.
     *
     * @param config the experiment; its corpus is not opened
     * @param modalities that the fusion reads, with their features per frame
     * @param targets what is predicted, labels of mean 0
     * @param manager owns the values, and with them the network
     */
    public static AffectModel initialized(
            ExperimentConfig config, Map<String, Integer> modalities, List<TargetInfo> targets, NDManager manager) {
        List<Double> means = targets.stream().map(target -> 0.0).toList();
        AffectModel model = new Network(config, new TrialModule.Architecture(modalities, targets))
                .build(means, new TrialResources());
        model.initialize(manager, DataType.FLOAT32);
        return model;
    }
}
