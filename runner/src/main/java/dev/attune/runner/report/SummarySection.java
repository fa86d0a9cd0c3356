package dev.attune.runner.report;

import dev.attune.api.data.Split;
import dev.attune.runner.report.ReportData.Failure;
import dev.attune.runner.report.ReportData.Line;
import dev.attune.runner.report.ReportData.Run;
import dev.attune.runner.report.ReportData.Seal;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a reader in a hurry must know. */
final class SummarySection {
    private static final int MOST_SENTENCES = 12;
    private static final int MOST_OMISSIONS = 4;

    private SummarySection() {}

    static Section of(ReportData data) {
        Html html = new Html();
        html.element("p", scope(data), "class", "lead");
        appendSeal(html, data.seal(), data.shown());
        if (!data.sentences().isEmpty()) {
            appendSentences(html, data.sentences());
        } else {
            html.element(
                    "p",
                    data.declared().baseline().isPresent()
                            ? "No line could be compared with the baseline "
                                    + data.declared().baseline().orElseThrow() + "."
                            : "The study declares no baseline (compare.baseline), so no difference between lines is tested.");
        }
        appendFailures(html, data.failures());
        appendMissing(html, data);
        data.remarks().forEach(remark -> html.element("p", remark, "class", "note"));
        return new Section("summary", "What was found", html.toString(), List.of());
    }

    private static String scope(ReportData data) {
        List<Run> runs = data.lines().stream()
                .filter(line -> line.family().isTrained())
                .flatMap(line -> line.runs().stream())
                .filter(distinct())
                .toList();
        long seeds = runs.stream().mapToLong(Run::seed).distinct().count();
        String lines = Texts.count(data.lines().size(), "line");
        if (runs.isEmpty()) {
            return "The study has " + lines + ", but no trial has finished.";
        }
        String unfinished = unfinished(data);
        return lines + ", " + Texts.count(runs.size(), "finished trial") + ", " + Texts.count(seeds, "seed")
                + ". The figure that was declared for comparison is "
                + Texts.figure(data.declared().primary()) + "; it is shown on "
                + data.shown().label() + "." + unfinished;
    }

    private static Predicate<Run> distinct() {
        Set<String> seen = new HashSet<>();
        return run -> seen.add(run.id());
    }

    private static String unfinished(ReportData data) {
        long missing = data.lines().stream()
                .filter(line -> line.runs().size() < line.planned())
                .map(Line::variant)
                .count();
        return missing == 0
                ? ""
                : " " + Texts.count(missing, "line") + " lack" + (missing == 1 ? "s" : "") + " trials.";
    }

    private static void appendSeal(Html html, Seal seal, Split shown) {
        if (!seal.open()) {
            html.open("p", "class", "seal").element("b", "Test is sealed. ");
            html.text(
                    "All figures are of validation, on which the epoch of each trial was chosen, so they are optimistic. When nothing"
                            + " more will be chosen, open the seal with ");
            html.element("code", seal.command()).text(".").close();
            return;
        }
        html.open("p", "class", "seal").element("b", "Test was unlocked ");
        html.text("at " + seal.time() + (seal.user().isEmpty() ? "" : " by " + seal.user())
                + (seal.reason().isEmpty() ? "." : ": “" + seal.reason() + "”."));
        if (seal.later() > 0) {
            html.text(" " + Texts.count(seal.later(), "trial") + " ran after that, with test scores in sight.");
        }
        if (shown != Split.TEST) {
            html.text(
                    " No trial is scored on test, since the test split has no labels or scoring was interrupted, so figures are of validation.");
        }
        html.close();
    }

    private static void appendSentences(Html html, List<String> sentences) {
        int shown = sentences.size() <= MOST_SENTENCES + 3 ? sentences.size() : MOST_SENTENCES;
        appendList(html, sentences.stream().limit(shown));
        if (shown < sentences.size()) {
            html.open("details").element("summary", Texts.count(sentences.size() - shown, "more sentence"));
            appendList(html, sentences.stream().skip(shown));
            html.close();
        }
    }

    private static void appendList(Html html, Stream<String> sentences) {
        html.open("ul", "class", "sentences");
        sentences.forEach(sentence -> html.element("li", sentence));
        html.close();
    }

    /** Whoever reads a figure must know that it is of a part of the corpus. */
    private static void appendMissing(Html html, ReportData data) {
        Set<String> missing = new LinkedHashSet<>();
        data.lines().stream()
                .flatMap(line -> line.runs().stream())
                .forEach(run -> missing.addAll(run.origin().omissions()));
        if (!missing.isEmpty()) {
            html.open("p", "class", "note").element("b", "The data are not complete. ");
            html.text(missing.stream().limit(MOST_OMISSIONS).collect(Collectors.joining("; ")) + ".");
            if (missing.size() > MOST_OMISSIONS) {
                html.text(" " + Texts.count(missing.size() - MOST_OMISSIONS, "more such sentence")
                        + " under “Where it comes from”.");
            }
            html.close();
        }
    }

    private static void appendFailures(Html html, List<Failure> failures) {
        if (failures.isEmpty()) {
            return;
        }
        html.open("div", "class", "scroll").open("table", "class", "failures");
        html.element("caption", Texts.count(failures.size(), "trial") + " failed");
        html.open("thead").open("tr").element("th", "Lines", "scope", "col").element("th", "Seed", "scope", "col");
        html.element("th", "Trial", "scope", "col").element("th", "Reason", "scope", "col");
        html.close().close().open("tbody");
        for (Failure failure : failures) {
            html.open("tr").element("th", failure.variants(), "scope", "row");
            html.element("td", Long.toString(failure.seed()))
                    .open("td")
                    .element("code", failure.trial())
                    .close();
            html.element("td", failure.reason()).close();
        }
        html.close().close().close();
    }
}
