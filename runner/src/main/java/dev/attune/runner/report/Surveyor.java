package dev.attune.runner.report;

import dev.attune.api.data.Split;
import dev.attune.runner.config.StudyPlan;
import dev.attune.runner.report.ReportData.Line;
import dev.attune.runner.report.ReportData.Run;
import dev.attune.runner.report.ReportData.Shown;
import dev.attune.runner.report.ReportData.Survey;
import dev.attune.runner.study.StudyFolder;
import dev.attune.runner.study.StudyResult;
import dev.attune.runner.trial.PredictedClips;
import dev.attune.runner.trial.PredictedClips.PredictedClip;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Looks at the predictions of two trials: one of the line with the best validation figure, and one of the baseline. */
final class Surveyor {
    private final StudyResult study;
    private final StudyFolder folder;
    private final ReportData data;

    Surveyor(StudyResult study, StudyFolder folder, ReportData data) {
        this.study = study;
        this.folder = folder;
        this.data = data;
    }

    /** A trial that was chosen. */
    private record Chosen(StudyPlan.Trial trial, Shown shown) {}

    /** Returns what the predictions look like; empty if no trial has finished. */
    Optional<Survey> survey() {
        List<Chosen> chosen = choose();
        if (chosen.isEmpty()) {
            return Optional.empty();
        }
        Split split = data.shown();
        StudyPlan.Trial first = chosen.get(0).trial();
        PredictedClips clips = new PredictedClips(
                first.config(),
                split,
                chosen.stream().map(one -> folder.trial(one.trial())).toList());
        Tally tally = new Tally(
                chosen.size(),
                PredictedClips.metric(first.config(), data.declared().metric()));
        clips.visit(clip -> true, tally::add);
        if (tally.clips().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Survey(
                split,
                tally.targets(),
                chosen.stream().map(Chosen::shown).toList(),
                sample(clips, tally, chosen.size()),
                tally.errors(),
                tally.plane()));
    }

    /** The choice is made on validation, also when predictions on test are shown. */
    private List<Chosen> choose() {
        Comparator<Line> byPrimary = Comparator.comparingDouble(
                line -> line.spread(Split.VALIDATION, data.declared().primary()).mean());
        List<Line> finished = data.lines().stream()
                .filter(line -> line.family() != StudyPlan.Family.ORACLE) // knows the labels, so that it is no choice
                .filter(line -> !line.spread(Split.VALIDATION, data.declared().primary())
                        .isEmpty())
                .toList();
        Optional<Line> baseline = finished.stream()
                .filter(line -> data.declared().baseline().equals(Optional.of(line.variant())))
                .findFirst();
        // The named variants are what a study is about; points of its grid may be the same model by another name.
        boolean named = finished.stream()
                .anyMatch(line -> line.family() == StudyPlan.Family.VARIANT
                        && !Optional.of(line).equals(baseline));
        Optional<Line> best = finished.stream()
                .filter(line -> !named || line.family() == StudyPlan.Family.VARIANT)
                .filter(line -> baseline.isEmpty() || !sameTrainings(line, baseline.get()))
                .max(data.declared().higherIsBetter() ? byPrimary : byPrimary.reversed());
        List<Chosen> chosen = new ArrayList<>();
        best.ifPresent(line ->
                chosen.add(choose(line, line.runs().get(0), why(finished.size(), baseline.isPresent(), named))));
        baseline.flatMap(line -> line.runs().stream()
                        .filter(run -> chosen.isEmpty() || comparable(run, chosen.get(0)))
                        .findFirst()
                        .map(run -> choose(line, run, "the baseline")))
                .ifPresent(chosen::add);
        return chosen;
    }

    private String why(int lines, boolean baseline, boolean named) {
        return lines == 1
                ? "the only line"
                : "the " + (baseline ? "other " : "") + (named ? "variant" : "line") + " with the "
                        + (data.declared().higherIsBetter() ? "highest " : "lowest ")
                        + Texts.figure(data.declared().primary()) + " on validation";
    }

    private static boolean sameTrainings(Line one, Line other) {
        return one.runs().stream()
                .map(Run::id)
                .toList()
                .equals(other.runs().stream().map(Run::id).toList());
    }

    private Chosen choose(Line line, Run run, String why) {
        return new Chosen(trial(run), new Shown(line.variant(), run.seed(), why));
    }

    private StudyPlan.Trial trial(Run run) {
        return study.plan().tabled().stream()
                .filter(trial -> trial.id().equals(run.id()))
                .findFirst()
                .orElseThrow();
    }

    /** Trials on other data or of other targets have no clip in common. */
    private boolean comparable(Run run, Chosen other) {
        StudyPlan.Trial trial = trial(run);
        return trial.config().seed() == other.trial().config().seed()
                && trial.config()
                        .data()
                        .dataset()
                        .equals(other.trial().config().data().dataset())
                && trial.config().targets().equals(other.trial().config().targets());
    }

    /** Shows the best, the median and the worst clip, lest only what went well is shown. */
    private List<SampledClip> sample(PredictedClips clips, Tally tally, int models) {
        Map<String, String> wanted = new LinkedHashMap<>();
        List<String> ranked = new ArrayList<>(tally.scores().keySet());
        Comparator<String> byScore =
                Comparator.comparingDouble(id -> tally.scores().getOrDefault(id, 0.0));
        ranked.sort(data.declared().higherIsBetter() ? byScore.reversed() : byScore);
        String metric = Texts.metric(data.declared().metric());
        if (ranked.isEmpty()) {
            tally.clips().stream().limit(1).forEach(id -> wanted.put(id, "the first of the split"));
        } else {
            String of = " of " + Texts.count(ranked.size(), "clip") + " by the " + metric + " of the first model";
            wanted.putIfAbsent(ranked.get(0), "the best" + of);
            wanted.putIfAbsent(ranked.get(ranked.size() / 2), "the median" + of);
            wanted.putIfAbsent(ranked.get(ranked.size() - 1), "the worst" + of);
        }
        Map<String, SampledClip> found = new LinkedHashMap<>();
        clips.visit(
                wanted::containsKey,
                clip -> found.put(clip.id(), copy(clip, wanted.getOrDefault(clip.id(), ""), models)));
        return wanted.keySet().stream()
                .map(found::get)
                .filter(java.util.Objects::nonNull)
                .toList();
    }

    private static SampledClip copy(PredictedClip clip, String why, int models) {
        int targets = clip.targets().size();
        float[] labels = new float[clip.frames() * targets];
        List<float[]> predictions = IntStream.range(0, models)
                .mapToObj(model -> new float[labels.length])
                .toList();
        for (int i = 0; i < labels.length; i++) {
            labels[i] = clip.label(i / targets, i % targets);
            for (int model = 0; model < models; model++) {
                predictions.get(model)[i] = clip.prediction(model, i / targets, i % targets);
            }
        }
        return new SampledClip(clip.id(), why, targets, labels, predictions);
    }
}
