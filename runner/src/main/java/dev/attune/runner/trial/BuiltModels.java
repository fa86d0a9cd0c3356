package dev.attune.runner.trial;

import dev.attune.api.data.DatasetInfo;
import dev.attune.runner.config.ExperimentConfig;
import dev.attune.runner.config.ModelSizes;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts parameters by building models, whose shapes are known before they have values; no native memory is used.
 *
 * <p>Each corpus is opened once, and closed again: what its features are called and how many there are is remembered.
 */
public final class BuiltModels implements ModelSizes {
    private final Map<Object, DatasetInfo> corpora = new HashMap<>();

    /** Makes a counter that has opened nothing yet. */
    public BuiltModels() {}

    @Override
    public long parameters(ExperimentConfig config) {
        DatasetInfo info = corpora.computeIfAbsent(List.of(config.data(), config.targets()), key -> open(config));
        Map<String, Integer> read = new LinkedHashMap<>();
        for (String modality :
                Components.reads(config.fusion(), List.copyOf(info.modalities().keySet()))) {
            read.put(modality, info.modalities().getOrDefault(modality, 0));
        }
        return new Network(config, new TrialModule.Architecture(read, info.targets())).parameters();
    }

    private static DatasetInfo open(ExperimentConfig config) {
        try (OpenedCorpus corpus = OpenedCorpus.open(config)) {
            return corpus.dataset().info();
        }
    }
}
