package dev.attune.runner.trial;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.util.Pair;
import dev.attune.api.ConfigException;
import dev.attune.api.PluginException;
import dev.attune.api.data.TargetInfo;
import dev.attune.api.fusion.ClosedForm;
import dev.attune.api.fusion.FusionContext;
import dev.attune.api.fusion.FusionModel;
import dev.attune.api.nn.RandomSource;
import dev.attune.api.nn.RegressionHead;
import dev.attune.api.temporal.TemporalContext;
import dev.attune.api.temporal.TemporalModel;
import dev.attune.runner.config.ExperimentConfig;
import dev.attune.runner.train.AffectModel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Builds the network of an experiment, which has shapes from then on, and values once it is initialised. */
final class Network {
    private static final int LEAST_HIDDEN = 8;

    private final ExperimentConfig config;
    private final TrialModule.Architecture architecture;

    Network(ExperimentConfig config, TrialModule.Architecture architecture) {
        this.config = config;
        this.architecture = architecture;
    }

    /**
     * Builds the network, without values.
     *
     * @param trainingMeans mean training label of each target
     * @param resources closes what holds native memory
     */
    AffectModel build(List<Double> trainingMeans, TrialResources resources) {
        RandomSource random = RandomSource.of(config.seed());
        Map<String, TemporalModel> temporals = temporals(random);
        FusionModel fusion = resources.add(fusion(temporals, trainingMeans, random));
        requireNothingToTrain(fusion, temporals);
        return new AffectModel(
                temporals, fusion, fusion.givesPredictions() ? null : head(fusion.outputs(), random.fork("head")));
    }

    /** Counts what the network learns: nothing, if the fusion gives predictions in which nothing is learnt. */
    long parameters() {
        try (TrialResources resources = new TrialResources()) {
            RandomSource random = RandomSource.of(config.seed());
            Map<String, TemporalModel> temporals = temporals(random);
            List<Double> means =
                    architecture.targets().stream().map(target -> 0.0).toList();
            FusionModel fusion = resources.add(fusion(temporals, means, random));
            if (fusion.givesPredictions()) {
                long own = learnt(fusion);
                return own == 0 ? 0 : own + learnt(temporals);
            }
            return learnt(temporals) + learnt(fusion) + learnt(head(fusion.outputs(), random.fork("head")));
        }
    }

    private Map<String, TemporalModel> temporals(RandomSource random) {
        Map<String, TemporalModel> temporals = new LinkedHashMap<>();
        architecture
                .modalities()
                .forEach((modality, width) -> temporals.put(
                        modality,
                        Components.temporal(
                                config.temporal(modality),
                                new TemporalContext(
                                        modality,
                                        width,
                                        config.data().window().length(),
                                        random.fork("temporal." + modality)))));
        return temporals;
    }

    private FusionModel fusion(Map<String, TemporalModel> temporals, List<Double> trainingMeans, RandomSource random) {
        Map<String, Integer> widths = new LinkedHashMap<>();
        temporals.forEach((modality, temporal) -> widths.put(modality, temporal.outputs()));
        return Components.fusion(
                config.fusion(),
                new FusionContext(
                        widths,
                        config.data().window().length(),
                        architecture.targets(),
                        trainingMeans,
                        this::head,
                        random.fork("fusion"),
                        DataType.FLOAT32));
    }

    /** The check of the configuration knows only what factories say, and not always the modalities. */
    private static void requireNothingToTrain(FusionModel fusion, Map<String, TemporalModel> temporals) {
        temporals.forEach((modality, temporal) -> {
            if (fusion instanceof ClosedForm && learnt(temporal) > 0) {
                throw new ConfigException(
                        "temporal: the model of " + modality
                                + " has to be trained, but the fusion is fitted at once, without training; wanted temporal: none.");
            }
        });
    }

    private RegressionHead head(int inputs, RandomSource random) {
        List<TargetInfo> targets = architecture.targets();
        int hidden = config.head().hidden() > 0 ? config.head().hidden() : Math.max(LEAST_HIDDEN, inputs / 2);
        return new RegressionHead(inputs, hidden, config.head().dropout(), targets, random);
    }

    private static long learnt(Map<String, TemporalModel> temporals) {
        return temporals.values().stream().mapToLong(Network::learnt).sum();
    }

    private static long learnt(Block block) {
        long count = 0;
        for (Pair<String, Parameter> entry : block.getParameters()) {
            if (entry.getValue().requiresGradient()) {
                Shape shape = entry.getValue().getShape();
                if (shape == null) {
                    throw new PluginException(
                            "The shape of the parameter " + entry.getKey() + " of "
                                    + block.getClass().getName()
                                    + " is not known before it has values, so match cannot count it; report this to the plugin's author.");
                }
                count += shape.size();
            }
        }
        return count;
    }
}
