package dev.attune.runner.trial;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import dev.attune.api.data.Dataset;
import dev.attune.api.data.TargetInfo;
import dev.attune.api.metric.Metric;
import dev.attune.api.metric.MetricFactory;
import dev.attune.runner.config.ExperimentConfig;
import dev.attune.runner.config.Selection;
import dev.attune.runner.config.TrainingConfig;
import dev.attune.runner.data.Collator;
import dev.attune.runner.data.CorpusSummary;
import dev.attune.runner.data.FeatureScaler;
import dev.attune.runner.engine.ComputeEngine;
import dev.attune.runner.train.AffectModel;
import dev.attune.runner.train.FlatParameters;
import dev.attune.runner.train.Predictor;
import dev.attune.runner.train.Trainer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Wires one trial: what it opens belongs to its resources and is closed with them. */
final class TrialModule extends AbstractModule {
    private final ExperimentConfig config;
    private final TrialResources resources;
    private final SummaryCache summaries;

    TrialModule(ExperimentConfig config, TrialResources resources, SummaryCache summaries) {
        this.config = config;
        this.resources = resources;
        this.summaries = summaries;
    }

    @Override
    protected void configure() {
        bind(ExperimentConfig.class).toInstance(config);
        bind(TrialResources.class).toInstance(resources);
    }

    @Provides
    @Singleton
    OpenedCorpus corpus() {
        return resources.add(OpenedCorpus.open(config));
    }

    @Provides
    @Singleton
    Dataset dataset(OpenedCorpus corpus) {
        return corpus.dataset();
    }

    @Provides
    @Singleton
    CorpusSummary summary(OpenedCorpus corpus) {
        return summaries.get(config, corpus);
    }

    @Provides
    @Singleton
    Architecture architecture(OpenedCorpus corpus) {
        return new Architecture(corpus.read(), corpus.dataset().info().targets());
    }

    /**
     * What the network is built for.
     *
     * @param modalities that the fusion reads, with their features per frame
     * @param targets what is predicted
     */
    record Architecture(Map<String, Integer> modalities, List<TargetInfo> targets) {}

    @Provides
    @Singleton
    Scaling scaling(Architecture architecture, CorpusSummary summary) {
        Map<String, FeatureScaler> scalers = new LinkedHashMap<>();
        architecture
                .modalities()
                .keySet()
                .forEach(modality -> scalers.put(
                        modality, FeatureScaler.of(config.data().standardize(), summary.features(modality))));
        return new Scaling(scalers);
    }

    /**
     * How features are scaled.
     *
     * @param byModality one scaler a modality
     */
    record Scaling(Map<String, FeatureScaler> byModality) {}

    @Provides
    @Singleton
    Collator collator(Architecture architecture, Scaling scaling) {
        return new Collator(
                architecture.modalities(),
                scaling.byModality(),
                architecture.targets().size(),
                config.data().window().length());
    }

    @Provides
    @Singleton
    NDManager manager() {
        return resources.add(
                ComputeEngine.newManager(ComputeEngine.device(config.training().device())));
    }

    @Provides
    @Singleton
    AffectModel model(Architecture architecture, CorpusSummary summary, NDManager manager) {
        AffectModel model = new Network(config, architecture).build(summary.labelMeans(), resources);
        model.initialize(manager, DataType.FLOAT32);
        return model;
    }

    @Provides
    @Singleton
    FlatParameters parameters(AffectModel model, NDManager manager) {
        return resources.add(new FlatParameters(model, manager));
    }

    @Provides
    @Singleton
    Predictor predictor(
            AffectModel model,
            FlatParameters parameters,
            Collator collator,
            NDManager manager,
            Architecture architecture) {
        return resources.add(new Predictor(
                model,
                parameters,
                collator,
                manager,
                architecture.targets().size(),
                config.data().window().length(),
                config.data().window().stride(),
                config.training().batch(),
                config.training().compile() == TrainingConfig.Compile.AUTO));
    }

    @Provides
    @Singleton
    Trainer trainer(
            AffectModel model,
            FlatParameters parameters,
            Collator collator,
            Predictor predictor,
            NDManager manager,
            Architecture architecture) {
        Map<String, Metric> metrics = new LinkedHashMap<>();
        for (Selection<MetricFactory<?>> metric : config.metrics()) {
            metrics.put(metric.name(), Components.metric(metric));
        }
        return new Trainer(
                model,
                parameters,
                collator,
                predictor,
                Components.loss(config.loss()),
                metrics,
                architecture.targets(),
                config.training(),
                manager,
                config.seed());
    }
}
