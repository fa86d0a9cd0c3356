package dev.attune.runner.trial;

import dev.attune.api.ConfigException;
import dev.attune.api.data.Split;
import dev.attune.api.data.TargetInfo;
import dev.attune.runner.config.ExperimentConfig;
import dev.attune.runner.config.StudyPlan;
import dev.attune.runner.data.CorpusSummary;
import dev.attune.runner.train.Figure;
import java.util.ArrayList;
import java.util.Collection;
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
        StringBuilder text = new StringBuilder();
        corpora(plan).forEach(experiments -> append(text, experiments));
        return text.toString();
    }

    /**
     * Opens each corpus that a study uses, once, so that a mistake in the last variant does not show after the others were trained.
     *
     * @throws dev.attune.api.DataException if files are missing or broken
     * @throws ConfigException if an experiment does not fit its corpus
     */
    public static void open(StudyPlan plan) {
        String primary = plan.compare().primary();
        String target = primary.substring(primary.lastIndexOf('.') + 1);
        for (List<ExperimentConfig> experiments : corpora(plan)) {
            try (OpenedCorpus corpus = open(experiments)) {
                List<String> targets = corpus.dataset().info().targets().stream()
                        .map(TargetInfo::name)
                        .toList();
                if (!target.equals(Figure.MEAN) && !targets.contains(target)) {
                    throw new ConfigException("compare.primary: found " + primary + ", but the corpus has no target "
                            + target + ", it has " + String.join(", ", targets) + ".");
                }
            }
        }
    }

    /** Opens the corpus of some experiments, and holds each of them against it. */
    private static OpenedCorpus open(List<ExperimentConfig> experiments) {
        OpenedCorpus corpus = OpenedCorpus.open(experiments.get(0));
        try {
            experiments.stream().skip(1).forEach(corpus::check);
            return corpus;
        } catch (RuntimeException e) {
            corpus.close();
            throw e;
        }
    }

    /** Returns the experiments of a study, those of one corpus together. */
    private static Collection<List<ExperimentConfig>> corpora(StudyPlan plan) {
        Map<Object, List<ExperimentConfig>> corpora = new LinkedHashMap<>();
        for (StudyPlan.Trial trial : plan.everyTrial()) {
            ExperimentConfig config = trial.config();
            corpora.computeIfAbsent(List.of(config.data(), config.targets()), key -> new ArrayList<>())
                    .add(config);
        }
        return corpora.values();
    }

    /** Returns the hash of the content of an experiment's corpus. */
    public static String fingerprint(ExperimentConfig config) {
        try (OpenedCorpus corpus = OpenedCorpus.open(config)) {
            return corpus.dataset().fingerprint();
        }
    }

    private static void append(StringBuilder text, List<ExperimentConfig> experiments) {
        try (OpenedCorpus corpus = open(experiments)) {
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
