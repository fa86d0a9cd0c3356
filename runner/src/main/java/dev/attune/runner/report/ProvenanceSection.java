package dev.attune.runner.report;

import dev.attune.runner.report.ReportData.Line;
import dev.attune.runner.report.ReportData.Origin;
import dev.attune.runner.report.ReportData.Run;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Where, on what and with what the trials ran. */
final class ProvenanceSection {
    private ProvenanceSection() {}

    static Optional<Section> of(ReportData data) {
        Map<String, Run> runs = new LinkedHashMap<>();
        Map<String, String> names = new LinkedHashMap<>();
        for (Line line : data.lines()) {
            for (Run run : line.runs()) {
                runs.putIfAbsent(run.id(), run);
                names.merge(run.id(), line.title(), (all, name) -> all + " = " + name);
            }
        }
        if (runs.isEmpty()) {
            return Optional.empty();
        }
        Html html = new Html();
        appendEnvironment(html, runs.values());
        appendSentences(html, runs.values(), "Missing in the data", Origin::omissions);
        appendSentences(html, runs.values(), "Notes on the data", Origin::notes);
        appendTrials(html, runs.values(), names);
        return Optional.of(new Section("provenance", "Where it comes from", html.toString(), List.of()));
    }

    private static void appendEnvironment(Html html, Collection<Run> runs) {
        Map<String, Map<String, Long>> rows = new LinkedHashMap<>();
        collect(rows, runs, Origin::environment, "");
        collect(rows, runs, Origin::counts, "");
        collect(rows, runs, origin -> Map.of("hash of the data", origin.dataHash()), "");
        collect(rows, runs, Origin::plugins, "plugin ");
        html.open("div", "class", "scroll").open("table", "class", "facts");
        html.element("caption", "Environment of the trials; where they differ, how many had which");
        html.open("tbody");
        rows.forEach((name, values) -> {
            html.open("tr").element("th", name, "scope", "row").open("td");
            if (values.size() == 1) {
                html.text(values.keySet().iterator().next());
            } else {
                html.text(values.entrySet().stream()
                        .map(entry -> entry.getKey() + " (" + Texts.count(entry.getValue(), "trial") + ")")
                        .collect(Collectors.joining("; ")));
            }
            html.close().close();
        });
        html.close().close().close();
    }

    private static void collect(
            Map<String, Map<String, Long>> rows,
            Collection<Run> runs,
            Function<Origin, Map<String, String>> facts,
            String prefix) {
        for (Run run : runs) {
            facts.apply(run.origin()).forEach((name, value) -> {
                if (!value.isEmpty()) {
                    rows.computeIfAbsent(prefix + name, key -> new LinkedHashMap<>())
                            .merge(value, 1L, Long::sum);
                }
            });
        }
    }

    /** Lists sentences; of those that are not of all trials, says of how many. */
    private static void appendSentences(
            Html html, Collection<Run> runs, String title, Function<Origin, List<String>> sentences) {
        Map<String, Long> found = new LinkedHashMap<>();
        runs.forEach(run -> sentences.apply(run.origin()).forEach(sentence -> found.merge(sentence, 1L, Long::sum)));
        if (found.isEmpty()) {
            return;
        }
        String first = found.keySet().iterator().next();
        html.open("details")
                .element(
                        "summary",
                        title + (found.size() == 1 ? ": " : ", " + found.size() + " sentences, the first: ") + first)
                .open("ul");
        found.forEach((sentence, count) -> html.element(
                "li", count == runs.size() ? sentence : sentence + " (" + Texts.count(count, "trial") + ")"));
        html.close().close();
    }

    private static void appendTrials(Html html, Collection<Run> runs, Map<String, String> names) {
        html.open("details").element("summary", Texts.count(runs.size(), "finished trial"));
        html.open("div", "class", "scroll").open("table");
        html.element("caption", "Finished trials; their folders are trials/ID");
        html.open("thead").open("tr");
        for (String head :
                List.of("Trial", "Lines", "Seed", "Repetition", "Epochs", "Kept", "Threads", "Started", "Took")) {
            html.element("th", head, "scope", "col");
        }
        html.close().close().open("tbody");
        for (Run run : runs) {
            html.open("tr").open("th", "scope", "row").element("code", run.id()).close();
            html.element("td", names.getOrDefault(run.id(), ""));
            html.element("td", Long.toString(run.seed()), "class", "number");
            html.element(
                    "td",
                    run.repetition().entrySet().stream()
                            .map(entry -> entry.getKey() + "=" + entry.getValue())
                            .collect(Collectors.joining(", ")));
            html.element("td", Integer.toString(run.epochs()), "class", "number");
            html.element("td", Integer.toString(run.bestEpoch()), "class", "number");
            html.element("td", Integer.toString(run.threads()), "class", "number");
            html.element("td", run.origin().started());
            html.element(
                    "td",
                    run.origin().seconds().isPresent()
                            ? Texts.duration(run.origin().seconds().getAsDouble())
                            : "",
                    "class",
                    "number");
            html.close();
        }
        html.close().close().close().close();
    }
}
