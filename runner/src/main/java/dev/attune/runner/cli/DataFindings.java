package dev.attune.runner.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.attune.runner.trial.DataReport;
import dev.attune.runner.trial.DataReport.Finding;
import dev.attune.runner.trial.JsonFiles;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts what was found in the data into lines, or into JSON. */
final class DataFindings {
    /** More would push what matters off the screen. */
    static final int SHOWN = 30;

    private final DataReport report;

    DataFindings(DataReport report) {
        this.report = report;
    }

    /**
     * Returns what each corpus holds, as comments after a configuration.
     *
     * @param most how many sentences on a corpus
     */
    String counts(int most) {
        Map<List<List<String>>, String> told = new HashMap<>();
        StringBuilder out = new StringBuilder();
        for (DataReport.Corpus corpus : report.corpora()) {
            out.append("# ")
                    .append(corpus.settings().isEmpty() ? "data" : corpus.settings())
                    .append(": modalities ")
                    .append(corpus.modalities())
                    .append(", targets ")
                    .append(corpus.targets())
                    .append('\n');
            corpus.splits()
                    .forEach((split, counts) -> out.append(String.format(
                            Locale.ROOT,
                            "#   %-10s %,7d clips %,11d frames %,11d labels%n",
                            split.label(),
                            counts.clips(),
                            counts.frames(),
                            counts.labels())));
            // A study of six folds would tell it six times.
            String first = told.putIfAbsent(List.of(corpus.omissions(), corpus.notes()), corpus.settings());
            sentences(corpus, first, most)
                    .forEach(line -> out.append("#   ").append(line).append('\n'));
        }
        return out.toString();
    }

    /** Returns what is missing in a corpus and what to note of it, or of which other the same was told. */
    private static List<String> sentences(DataReport.Corpus corpus, @Nullable String told, int most) {
        List<String> all = new ArrayList<>();
        // Not "left out": of a trial that stays, labels or features may be missing.
        corpus.omissions().forEach(omission -> all.add("missing: " + omission));
        corpus.notes().forEach(note -> all.add("note: " + note));
        if (told != null && !all.isEmpty()) {
            return List.of("missing and notes: as for " + told);
        }
        if (all.size() <= most) {
            return all;
        }
        List<String> some = new ArrayList<>(all.subList(0, most));
        some.add("and " + (all.size() - most) + " more; --findings FILE and --format json have all");
        return some;
    }

    /**
     * Returns the findings, numbered.
     *
     * @param most how many of them
     */
    String lines(int most) {
        List<Finding> findings = report.findings();
        if (findings.isEmpty()) {
            return "Every clip was read, and nothing is wrong with the data.\n";
        }
        long stopping = report.stopping();
        List<String> lines = new ArrayList<>();
        lines.add(findings.size() + (findings.size() == 1 ? " finding" : " findings") + " in the data, "
                + (stopping == 0 ? "none of which stops a training:" : stopping + " of which would stop a training:"));
        for (int i = 0; i < Math.min(most, findings.size()); i++) {
            String indent = "\n     ";
            lines.add(String.format(
                    Locale.ROOT,
                    "%3d. %s",
                    i + 1,
                    findings.get(i).words().strip().replace("\n", indent)));
        }
        if (findings.size() > most) {
            lines.add("and " + (findings.size() - most) + " more; --findings FILE and --format json have all");
        }
        return String.join("\n", lines) + "\n";
    }

    /** Returns everything as JSON. */
    String json() {
        ObjectNode json = JsonFiles.object();
        ArrayNode corpora = json.putArray("corpora");
        for (DataReport.Corpus corpus : report.corpora()) {
            ObjectNode node = corpora.addObject().put("settings", corpus.settings());
            corpus.modalities().forEach(node.putObject("modalities")::put);
            corpus.targets().forEach(node.putArray("targets")::add);
            ObjectNode splits = node.putObject("splits");
            corpus.splits()
                    .forEach((split, counts) -> splits.putObject(split.label())
                            .put("clips", counts.clips())
                            .put("frames", counts.frames())
                            .put("labels", counts.labels()));
            corpus.omissions().forEach(node.putArray("omissions")::add);
            corpus.notes().forEach(node.putArray("notes")::add);
        }
        ArrayNode findings = json.putArray("findings");
        report.findings()
                .forEach(finding ->
                        findings.addObject().put("stops", finding.stops()).put("text", finding.text()));
        return JsonFiles.text(json);
    }
}
