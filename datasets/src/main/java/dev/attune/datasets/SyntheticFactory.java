package dev.attune.datasets;

import dev.attune.api.data.Dataset;
import dev.attune.api.data.DatasetContext;
import dev.attune.api.data.DatasetFactory;

/** Makes the synthetic corpus. */
final class SyntheticFactory implements DatasetFactory<SyntheticConfig> {
    @Override
    public String name() {
        return "synthetic";
    }

    @Override
    public Class<SyntheticConfig> configType() {
        return SyntheticConfig.class;
    }

    @Override
    public String summary() {
        return "Makes a small corpus in which it is known what each modality, and each combination, can tell.";
    }

    @Override
    public Dataset open(SyntheticConfig config, DatasetContext context) {
        return new SyntheticCorpus(config).open(context);
    }
}
