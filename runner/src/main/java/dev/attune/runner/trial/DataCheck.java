package dev.attune.runner.trial;

import dev.attune.api.ConfigException;
import dev.attune.api.DataException;
import dev.attune.api.data.TargetInfo;
import dev.attune.runner.config.EffectiveConfig;
import dev.attune.runner.config.ExperimentConfig;
import dev.attune.runner.config.NearestNames;
import dev.attune.runner.config.StudyPlan;
import dev.attune.runner.data.ShuffledDataset;
import dev.attune.runner.train.Figure;
import dev.attune.runner.trial.DataReport.Corpus;
import dev.attune.runner.trial.DataReport.Finding;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Reads corpora from end to end, as a trial would before it trains. */
public final class DataCheck {
    private DataCheck() {}

    /**
     * Reads every clip of every corpus that a study uses, once, and keeps all that is wrong.
     *
     * @param plan the study; nothing of it is run
     */
    public static DataReport read(StudyPlan plan) {
        Map<String, CorpusCheck> checks = new LinkedHashMap<>();
        List<Corpus> corpora = new ArrayList<>();
        Set<Finding> findings = new LinkedHashSet<>();
        Collection<List<ExperimentConfig>> all = corpora(plan);
        for (List<ExperimentConfig> experiments : all) {
            ExperimentConfig first = experiments.get(0);
            String settings = all.size() == 1 ? "" : settings(first);
            try (OpenedCorpus corpus = OpenedCorpus.open(first)) {
                keep(findings, () -> requirePrimary(plan, corpus));
                experiments.stream().skip(1).forEach(experiment -> keep(findings, () -> corpus.check(experiment)));
                CorpusCheck check = checks.computeIfAbsent(content(first), key -> new CorpusCheck());
                corpora.add(check.check(settings, ShuffledDataset.unshuffled(corpus.dataset())));
            } catch (DataException | ConfigException e) {
                findings.add(new Finding(true, (settings.isEmpty() ? "" : settings + ": ") + e.getMessage()));
            }
        }
        checks.values().forEach(check -> findings.addAll(check.findings()));
        return new DataReport(
                corpora,
                Stream.concat(
                                findings.stream().filter(Finding::stops),
                                findings.stream().filter(finding -> !finding.stops()))
                        .toList());
    }

    private static void keep(Set<Finding> findings, Runnable check) {
        try {
            check.run();
        } catch (ConfigException e) {
            findings.add(new Finding(true, String.valueOf(e.getMessage())));
        }
    }

    /** Returns what decides which values a clip has: that they are cut into other folds does not change them. */
    private static String content(ExperimentConfig config) {
        return EffectiveConfig.anyFold(config.data().dataset());
    }

    private static String settings(ExperimentConfig config) {
        List<String> words = new ArrayList<>();
        words.add("data " + config.data().dataset().name());
        EffectiveConfig.fold(config).ifPresent(fold -> words.add("fold " + fold));
        if (!config.data().modalities().isEmpty()) {
            words.add("modalities " + String.join(", ", config.data().modalities()));
        }
        if (!config.targets().isEmpty()) {
            words.add("targets " + String.join(", ", config.targets()));
        }
        return String.join(", ", words);
    }

    /**
     * Opens each corpus that a study uses, once, so that a mistake in the last variant does not show after the others were trained.
     *
     * @throws dev.attune.api.DataException if files are missing or broken
     * @throws ConfigException if an experiment does not fit its corpus
     */
    public static void open(StudyPlan plan) {
        for (List<ExperimentConfig> experiments : corpora(plan)) {
            try (OpenedCorpus corpus = open(experiments)) {
                requirePrimary(plan, corpus);
            }
        }
    }

    private static void requirePrimary(StudyPlan plan, OpenedCorpus corpus) {
        String primary = plan.compare().primary();
        String target = primary.substring(primary.lastIndexOf('.') + 1);
        List<String> targets =
                corpus.dataset().info().targets().stream().map(TargetInfo::name).toList();
        if (!target.equals(Figure.MEAN) && !targets.contains(target)) {
            List<String> wanted =
                    Stream.concat(targets.stream(), Stream.of(Figure.MEAN)).toList();
            String help = NearestNames.advice(target, wanted, "wanted one of");
            throw new ConfigException("compare.primary: found " + primary + ", but the corpus has no target " + target
                    + "; " + help + (help.endsWith("?") ? "" : "."));
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
}
