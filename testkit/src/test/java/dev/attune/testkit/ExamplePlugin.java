package dev.attune.testkit;

import dev.attune.api.ApiVersion;
import dev.attune.api.AttunePlugin;
import dev.attune.api.corpus.CorpusFactory;
import dev.attune.api.data.DatasetFactory;
import dev.attune.api.fusion.FusionFactory;
import dev.attune.api.media.MediaFactory;
import dev.attune.api.metric.MetricFactory;
import java.util.List;

/** A plugin as a jar would have it, with the components of a test. */
public final class ExamplePlugin implements AttunePlugin {
    private final List<FusionFactory<?>> fusions;
    private final List<DatasetFactory<?>> datasets;
    private final List<MetricFactory<?>> metrics;
    private final List<MediaFactory<?>> media;
    private final List<CorpusFactory<?>> corpora;

    /** Makes a plugin with one component. */
    public ExamplePlugin() {
        this(List.of(), List.of(ExampleDataset.factory(ExampleDataset.Fault.NONE)), List.of(), List.of(), List.of());
    }

    ExamplePlugin(
            List<FusionFactory<?>> fusions,
            List<DatasetFactory<?>> datasets,
            List<MetricFactory<?>> metrics,
            List<MediaFactory<?>> media,
            List<CorpusFactory<?>> corpora) {
        this.fusions = fusions;
        this.datasets = datasets;
        this.metrics = metrics;
        this.media = media;
        this.corpora = corpora;
    }

    @Override
    public String id() {
        return "example";
    }

    @Override
    public int apiVersion() {
        return ApiVersion.CURRENT;
    }

    @Override
    public List<FusionFactory<?>> fusions() {
        return fusions;
    }

    @Override
    public List<DatasetFactory<?>> datasets() {
        return datasets;
    }

    @Override
    public List<MetricFactory<?>> metrics() {
        return metrics;
    }

    @Override
    public List<MediaFactory<?>> media() {
        return media;
    }

    @Override
    public List<CorpusFactory<?>> corpora() {
        return corpora;
    }
}
