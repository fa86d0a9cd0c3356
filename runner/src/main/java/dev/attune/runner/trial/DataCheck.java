package dev.attune.runner.trial;

import dev.attune.api.data.Dataset;
import dev.attune.api.data.DatasetContext;
import dev.attune.api.data.Split;
import dev.attune.runner.config.DataConfig;
import dev.attune.runner.config.ExperimentConfig;
import dev.attune.runner.config.StudyPlan;
import dev.attune.runner.data.CorpusSummary;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Reads corpora from end to end, as a trial would before it trains. */
public final class DataCheck {
    private DataCheck() {}

    /**
     * Reads each corpus that a study uses, once, and says what it holds.
     *
     * @throws dev.attune.api.DataException at the first fault
     */
    public static String describe(StudyPlan plan) {
        Map<DataConfig, ExperimentConfig> corpora = new LinkedHashMap<>();
        plan.trials().forEach(trial -> corpora.putIfAbsent(trial.config().data(), trial.config()));
        StringBuilder text = new StringBuilder();
        corpora.forEach((data, config) -> append(text, data, config));
        return text.toString();
    }

    private static void append(StringBuilder text, DataConfig data, ExperimentConfig config) {
        DatasetContext context = new DatasetContext(data.modalities(), config.targets());
        try (Dataset dataset = Components.open(data.dataset(), context)) {
            CorpusSummary summary = CorpusSummary.read(dataset);
            text.append("# data: modalities ")
                    .append(dataset.info().modalities())
                    .append(", targets ")
                    .append(dataset.info().targets().stream()
                            .map(target -> target.name())
                            .toList())
                    .append('\n');
            for (Split split : Split.values()) {
                CorpusSummary.Counts counts = summary.counts(split);
                text.append(String.format(
                        Locale.ROOT,
                        "#   %-10s %,7d clips %,11d frames %,11d labels%n",
                        split.label(),
                        counts.clips(),
                        counts.frames(),
                        counts.labels()));
            }
        }
    }
}
