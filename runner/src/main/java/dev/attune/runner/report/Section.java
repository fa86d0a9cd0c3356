package dev.attune.runner.report;

import java.util.List;

/**
 * A part of the page.
 *
 * @param id its anchor
 * @param title its heading
 * @param body HTML below the heading
 * @param plots whose files are written, whether the body shows them or not
 */
record Section(String id, String title, String body, List<Plot> plots) {
    Section {
        plots = List.copyOf(plots);
    }

    /** Makes a section whose body ends with its figures. */
    static Section of(String id, String title, Html lead, List<Plot> plots) {
        plots.forEach(plot -> plot.appendTo(lead));
        return new Section(id, title, lead.toString(), plots);
    }
}
