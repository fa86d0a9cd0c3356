package dev.attune.runner.report;

import static java.util.Objects.requireNonNull;

import dev.attune.runner.report.chart.Ink;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Puts sections into one HTML file that needs nothing else. */
final class Page {
    private Page() {}

    static String html(ReportData data, List<Section> sections) {
        String script = resource("report.js");
        Html html = new Html();
        html.raw("<!DOCTYPE html>\n").open("html", "lang", "en").open("head");
        html.raw("<meta charset=\"utf-8\"/>\n");
        html.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n");
        // The browser itself sees to it that nothing is fetched, whatever a name in the study may contain.
        html.raw("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline';"
                + " script-src 'unsafe-inline'\"/>\n");
        html.element("title", data.study() + " – report");
        html.open("style").raw(inks() + resource("report.css")).close();
        html.close().open("body");
        html.open("header").element("h1", data.study());
        html.element("p", "Report of a study, by Attune " + data.version());
        html.raw("<button id=\"theme\" type=\"button\" hidden=\"hidden\">Dark</button>");
        html.open("nav", "aria-label", "Sections");
        sections.forEach(section ->
                html.element("a", section.title(), "href", "#" + section.id()).raw("\n"));
        html.close().close().open("main");
        for (Section section : sections) {
            html.open("section", "id", section.id(), "aria-labelledby", section.id() + "-title");
            html.element("h2", section.title(), "id", section.id() + "-title");
            html.raw(section.body()).close();
        }
        html.close().open("footer");
        html.element("p", "Made from the files of the study alone. This page fetches nothing.")
                .close();
        html.open("script").raw(script).close();
        return html.close().close().toString();
    }

    private static String inks() {
        StringBuilder css = new StringBuilder(":root {\n");
        for (Ink ink : Ink.values()) {
            css.append("  ").append(ink.variable()).append(": light-dark(").append(ink.light());
            css.append(", ").append(ink.dark()).append(");\n");
        }
        return css.append("}\n").toString();
    }

    private static String resource(String name) {
        try (InputStream in = requireNonNull(Page.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
