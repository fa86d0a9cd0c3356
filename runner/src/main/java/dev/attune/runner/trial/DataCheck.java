package dev.attune.runner.trial;

import dev.attune.api.data.Split;
import dev.attune.api.data.TargetInfo;
import dev.attune.runner.config.ExperimentConfig;
import dev.attune.runner.config.StudyPlan;
import dev.attune.runner.data.CorpusSummary;
import java.util.LinkedHashMap;
import java.util.List;
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
        Map<Object, ExperimentConfig> corpora = new LinkedHashMap<>();
        for (StudyPlan.Trial trial : plan.trials()) {
            ExperimentConfig config = trial.config();
            corpora.putIfAbsent(List.of(config.data(), config.targets()), config);
        }
        StringBuilder text = new StringBuilder();
        corpora.values().forEach(config -> append(text, config));
        return text.toString();
    }

    /** Returns the hash of the content of an experiment's corpus. */
    public static String fingerprint(ExperimentConfig config) {
        try (OpenedCorpus corpus = OpenedCorpus.open(config)) {
            return corpus.dataset().fingerprint();
        }
    }

    private static void append(StringBuilder text, ExperimentConfig config) {
        try (OpenedCorpus corpus = OpenedCorpus.open(config)) {
            CorpusSummary summary =
                    CorpusSummary.read(corpus.dataset(), corpus.dataset().info().modalities());
            text.append("# data: modalities ")
                    .append(corpus.dataset().info().modalities())
                    .append(", targets ")
                    .append(corpus.dataset().info().targets().stream()
                            .map(TargetInfo::name)
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
