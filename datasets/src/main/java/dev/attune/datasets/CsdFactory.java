package dev.attune.datasets;

import dev.attune.api.data.Dataset;
import dev.attune.api.data.DatasetContext;
import dev.attune.api.data.DatasetFactory;

/** Opens corpora of computational sequences. */
final class CsdFactory implements DatasetFactory<CsdConfig> {
    @Override
    public String name() {
        return "csd";
    }

    @Override
    public Class<CsdConfig> configType() {
        return CsdConfig.class;
    }

    @Override
    public String summary() {
        return "Reads computational sequences of the CMU-MultimodalSDK (.csd), such as CMU-MOSI and CMU-MOSEI, by word.";
    }

    @Override
    public Dataset open(CsdConfig config, DatasetContext context) {
        return new CsdCorpus(config, context).open();
    }
}
