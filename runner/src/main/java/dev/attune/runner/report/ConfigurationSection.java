package dev.attune.runner.report;

import dev.attune.runner.report.ReportData.Line;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was run: in which settings each line differs from the base, and the whole configuration. */
final class ConfigurationSection {
    private ConfigurationSection() {}

    static Section of(ReportData data) {
        Html html = new Html();
        html.open("div", "class", "scroll").open("table");
        html.element("caption", "Settings in which each line differs from the base of the study");
        html.open("thead").open("tr").element("th", "Line", "scope", "col").element("th", "Settings", "scope", "col");
        html.close().close().open("tbody");
        for (Line line : data.lines()) {
            html.open("tr").element("th", line.title(), "scope", "row").open("td");
            if (!line.tuned().isEmpty()) {
                html.text(line.tuned() + " ");
            }
            if (line.settings().isEmpty()) {
                html.text("the base itself");
            }
            line.settings()
                    .forEach((key, value) ->
                            html.element("code", key + ": " + value).text(" "));
            html.close().close();
        }
        html.close().close().close();
        appendWhole(html, data);
        return new Section("configuration", "What was run", html.toString(), List.of());
    }

    /** The first trial of a line stands for all: the others have another seed. */
    private static void appendWhole(Html html, ReportData data) {
        Map<String, String> seen = new LinkedHashMap<>();
        for (Line line : data.lines()) {
            if (!line.config().isEmpty()) {
                seen.merge(line.config(), line.variant(), (names, name) -> names + " = " + name);
            }
        }
        seen.forEach((config, names) -> {
            html.open("details").element("summary", "Whole configuration of " + names);
            html.open("pre").element("code", config).close().close();
        });
    }
}
