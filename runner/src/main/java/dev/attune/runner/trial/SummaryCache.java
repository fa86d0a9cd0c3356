package dev.attune.runner.trial;

import dev.attune.runner.config.ExperimentConfig;
import dev.attune.runner.data.CorpusSummary;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Keeps what was found in corpora, so that trials of one process on the same data read them from end to end but once. */
final class SummaryCache {
    private static final int MOST = 16;

    private final Map<Object, CorpusSummary> summaries = new LinkedHashMap<>();

    /** Returns what one pass over a corpus finds; the hash of the content makes sure that it is the same corpus. */
    synchronized CorpusSummary get(ExperimentConfig config, OpenedCorpus corpus) {
        Object key = List.of(
                config.data(), config.targets(), corpus.read(), corpus.dataset().fingerprint());
        CorpusSummary summary = summaries.get(key);
        if (summary == null) {
            summary = corpus.summarise();
            if (summaries.size() == MOST) {
                summaries.remove(summaries.keySet().iterator().next());
            }
            summaries.put(key, summary);
        }
        return summary;
    }
}
