package dev.attune.bench.sidebyside;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.attune.runner.trial.JsonFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Collects rows, prints each as it comes, and writes all of them after each, so that an interrupted run has a table too. */
final class Results {
    private final Path folder;
    private final PrintWriter out;
    private final Map<String, String> conditions;
    private final List<Comparison> comparisons = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();

    /**
     * Begins a table.
     *
     * @param folder takes {@code results.json}, {@code results.csv} and {@code results.md}
     * @param out takes the table as it grows
     * @param conditions versions, machine and options, by name
     */
    Results(Path folder, PrintWriter out, Map<String, String> conditions) {
        this.folder = folder;
        this.out = out;
        this.conditions = new LinkedHashMap<>(conditions);
        conditions.forEach((name, value) -> out.println(name + ": " + value));
        out.println();
        out.flush();
    }

    void add(Comparison row) {
        comparisons.add(row);
        publish(TableText.line(row));
    }

    void add(Finding finding) {
        findings.add(finding);
        publish(TableText.line(finding));
    }

    private void publish(String line) {
        out.println(line);
        out.flush();
        write();
    }

    private void write() {
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve("results.json"), json().toPrettyString() + '\n');
            Files.writeString(folder.resolve("results.csv"), csv());
            Files.writeString(folder.resolve("results.md"), markdown());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ObjectNode json() {
        ObjectNode root = JsonFiles.object();
        ObjectNode under = root.putObject("conditions");
        conditions.forEach(under::put);
        ArrayNode rows = root.putArray("comparisons");
        for (Comparison row : comparisons) {
            ObjectNode json = rows.addObject()
                    .put("group", row.group())
                    .put("name", row.name())
                    .put("other", row.other())
                    .put("unit", row.unit())
                    .put("ratio", row.ratio());
            ArrayNode rounds = json.putArray("rounds");
            for (Comparison.Round round : row.rounds()) {
                ObjectNode values = rounds.addObject();
                round.attune().values().forEach(values.putArray("attune")::add);
                round.other().values().forEach(values.putArray("other")::add);
            }
        }
        ArrayNode texts = root.putArray("findings");
        findings.forEach(finding -> texts.addObject()
                .put("group", finding.group())
                .put("name", finding.name())
                .put("text", finding.text()));
        return root;
    }

    private String csv() {
        StringBuilder text = new StringBuilder("group,name,other,unit,attune median,attune min,attune max,other median,"
                + "other min,other max,ratio,least ratio of a round,greatest ratio of a round\n");
        for (Comparison row : comparisons) {
            Sample attune = row.attuneSample();
            Sample other = row.otherSample();
            text.append(String.join(",", row.group(), row.name(), row.other(), row.unit()));
            for (double value : new double[] {
                attune.median(),
                attune.min(),
                attune.max(),
                other.median(),
                other.min(),
                other.max(),
                row.ratio(),
                row.ratios().min(),
                row.ratios().max()
            }) {
                text.append(String.format(Locale.ROOT, ",%.6g", value));
            }
            text.append('\n');
        }
        return text.toString();
    }

    private String markdown() {
        StringBuilder text = new StringBuilder();
        conditions.forEach((name, value) ->
                text.append("- ").append(name).append(": ").append(value).append('\n'));
        text.append('\n').append(row(TableText.COLUMNS));
        text.append(row(TableText.COLUMNS.stream().map(column -> "---").toList()));
        comparisons.forEach(comparison -> text.append(row(TableText.cells(comparison))));
        text.append('\n');
        findings.forEach(finding -> text.append("- ")
                .append(finding.group())
                .append(", ")
                .append(finding.name())
                .append(": ")
                .append(finding.text())
                .append('\n'));
        return text.toString();
    }

    private static String row(List<String> cells) {
        return cells.stream().collect(Collectors.joining(" | ", "| ", " |\n"));
    }
}
