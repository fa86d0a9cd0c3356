package dev.attune.runner.trial;

import dev.attune.api.ConfigException;
import dev.attune.api.DataException;
import dev.attune.api.data.TargetInfo;
import dev.attune.runner.config.ExperimentConfig;
import dev.attune.runner.config.NearestNames;
import dev.attune.runner.config.StudyPlan;
import dev.attune.runner.train.Figure;
import dev.attune.runner.trial.DataReport.Corpus;
import dev.attune.runner.trial.DataReport.Finding;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads corpora from end to end, as a trial would before it trains. */
public final class DataCheck {
    /** Of what is missing in a corpus, whoever trains is told so much. */
    private static final int TOLD = 3;

    private DataCheck() {}

    /**
     * Reads every clip of every corpus that a study uses, once, and keeps all that is wrong.
     *
     * @param plan the study; nothing of it is run
     */
    public static DataReport read(StudyPlan plan) {
        Collection<List<ExperimentConfig>> all = corpora(plan);
        Reading reading = new Reading(plan, all);
        all.forEach(reading::read);
        return reading.report();
    }

    /** What was found so far. */
    private static final class Reading {
        private final StudyPlan plan;
        private final boolean several;
        private final CutNames names;
        private final CutFindings stopping;
        private final CutFindings others;
        private final Map<String, CorpusCheck> checks = new LinkedHashMap<>(); // by the corpus' name
        private final List<Corpus> corpora = new ArrayList<>();

        Reading(StudyPlan plan, Collection<List<ExperimentConfig>> all) {
            this.plan = plan;
            several = all.size() > 1;
            names = names(all);
            stopping = findings(all, names);
            others = findings(all, names);
        }

        /** Reads the corpus of some experiments; that one does not fit it keeps nobody from reading it. */
        void read(List<ExperimentConfig> experiments) {
            ExperimentConfig first = experiments.get(0);
            CorpusCheck check = checks.computeIfAbsent(names.corpus(first), key -> new CorpusCheck());
            keep(first, () -> {
                try (OpenedCorpus corpus = OpenedCorpus.openUnchecked(first)) {
                    experiments.forEach(experiment -> keep(first, () -> corpus.check(experiment)));
                    keep(first, () -> requirePrimary(plan, corpus));
                    keep(first, corpus::checkSplits);
                    corpora.add(check.check(several ? names.cut(first) : "", corpus.dataset()));
                    check.findings()
                            .forEach(finding -> add(finding.stops() ? stopping : others, first, finding.text()));
                }
            });
        }

        private void keep(ExperimentConfig cut, Runnable check) {
            try {
                check.run();
            } catch (DataException e) {
                e.findings().forEach(finding -> add(stopping, cut, finding));
            } catch (ConfigException e) {
                add(stopping, cut, String.valueOf(e.getMessage()));
            }
        }

        private void add(CutFindings findings, ExperimentConfig cut, String sentence) {
            findings.add(names.asked(cut), CutNames.fold(cut), sentence);
        }

        DataReport report() {
            return new DataReport(
                    corpora,
                    Stream.of(
                                    texts(ofClips(true), true),
                                    texts(stopping, true),
                                    texts(ofClips(false), false),
                                    texts(others, false))
                            .flatMap(findings -> findings)
                            .distinct()
                            .toList());
        }

        private static Stream<Finding> texts(CutFindings findings, boolean stops) {
            return findings.sentences().stream().map(text -> new Finding(stops, text));
        }

        /** Returns what was found in clips, which does not depend on how a corpus is cut, nor on what is asked for of it. */
        private CutFindings ofClips(boolean stops) {
            CutFindings findings = new CutFindings();
            checks.keySet().forEach(corpus -> findings.expect(corpus, ""));
            checks.forEach((corpus, check) -> check.ofClips().stream()
                    .filter(finding -> finding.stops() == stops)
                    .forEach(finding -> findings.add(corpus, "", finding.text())));
            return findings;
        }
    }

    private static CutNames names(Collection<List<ExperimentConfig>> all) {
        return new CutNames(all.stream().map(experiments -> experiments.get(0)).toList());
    }

    private static CutFindings findings(Collection<List<ExperimentConfig>> all, CutNames names) {
        CutFindings findings = new CutFindings();
        all.forEach(experiments -> findings.expect(names.asked(experiments.get(0)), CutNames.fold(experiments.get(0))));
        return findings;
    }

    /**
     * Opens each corpus that a study uses, once, so that a mistake in the last variant does not show after the others were trained.
     *
     * @return what is left out of them: a line each
     * @throws dev.attune.api.DataException if files are missing or broken
     * @throws ConfigException if an experiment does not fit its corpus
     */
    public static List<String> open(StudyPlan plan) {
        Collection<List<ExperimentConfig>> all = corpora(plan);
        CutNames names = names(all);
        CutFindings told = findings(all, names);
        for (List<ExperimentConfig> experiments : all) {
            try (OpenedCorpus corpus = open(experiments)) {
                requirePrimary(plan, corpus);
                List<String> omissions = corpus.dataset().omissions();
                if (!omissions.isEmpty()) {
                    told.add(
                            names.asked(experiments.get(0)),
                            CutNames.fold(experiments.get(0)),
                            omissions.stream().limit(TOLD).collect(Collectors.joining("; "))
                                    + more(omissions.size() - TOLD));
                }
            }
        }
        return told.sentences().stream()
                .map(sentence -> "Missing in the data: " + sentence)
                .toList();
    }

    private static String more(int count) {
        return count <= 0 ? "" : " (" + count + " more: attune check --data)";
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
