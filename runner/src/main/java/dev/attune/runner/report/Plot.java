package dev.attune.runner.report;

import dev.attune.runner.report.chart.Drawing;
import dev.attune.runner.report.chart.Theme;
import dev.attune.runner.study.Csv;
import java.util.List;

/**
 * A figure of the report.
 *
 * @param file name of its files, without extension
 * @param title what it shows, in a few words
 * @param caption what must be known to read it
 * @param drawing the whole figure
 * @param panels its parts, if a page may arrange them as it likes
 * @param data its numbers
 */
record Plot(String file, String title, String caption, Drawing drawing, List<Drawing> panels, Csv data) {
    private static final double WIDE = 760;
    private static final double NARROW = 340;
    private static final double PANEL = 320;

    Plot {
        panels = List.copyOf(panels);
    }

    Plot(String file, String title, String caption, Drawing drawing, Csv data) {
        this(file, title, caption, drawing, List.of(), data);
    }

    /** Appends the figure to a page: drawn once for wide and once for narrow windows, of which the page shows one. */
    void appendTo(Html html) {
        html.open("figure", "id", "figure-" + file);
        if (panels.isEmpty()) {
            html.raw(drawing.draw(WIDE, Theme.PAGE).inline("wide", title, caption));
            html.raw(narrow());
        } else {
            html.open("div", "class", "panels");
            for (int i = 0; i < panels.size(); i++) {
                String name = title + ", panel " + (i + 1) + " of " + panels.size();
                html.raw(panels.get(i).draw(PANEL, Theme.PAGE).inline("panel", name, caption));
            }
            html.close();
        }
        html.open("figcaption").element("b", title + ".").text(" " + caption);
        html.element("span", " plots/" + file + ".svg, .png, .csv", "class", "file")
                .close();
        html.close();
    }

    /** Returns the figure for narrow windows alone. */
    String narrow() {
        return drawing.draw(NARROW, Theme.PAGE).inline("narrow", title, caption);
    }

    /** Returns the figure as an SVG file. */
    String document() {
        return drawing.draw(WIDE, Theme.FILE).document(title, caption);
    }
}
