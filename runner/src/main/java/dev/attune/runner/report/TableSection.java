package dev.attune.runner.report;

import java.util.List;
import java.util.Optional;

/** Shows tables that a paper would have as they are: the folds of a cross-validation, and figures of others. */
final class TableSection {
    private TableSection() {}

    /** Shows every figure by fold, if there are folds. */
    static Optional<Section> ofFolds(ReportData data) {
        return of("folds", "By fold", PaperTable.ofFolds(data));
    }

    /** Shows what others published, if the study names it. */
    static Optional<Section> ofPublished(ReportData data) {
        return of(
                "published",
                "Published figures",
                PaperTable.published(data).stream().toList());
    }

    private static Optional<Section> of(String id, String title, List<PaperTable> tables) {
        if (tables.isEmpty()) {
            return Optional.empty();
        }
        Html html = new Html();
        tables.forEach(table -> append(html, table));
        return Optional.of(new Section(id, title, html.toString(), List.of()));
    }

    private static void append(Html html, PaperTable table) {
        html.open("div", "class", "scroll").open("table");
        html.element("caption", table.caption()).open("thead").open("tr");
        html.element("th", table.head().get(0), "scope", "col");
        table.head().stream().skip(1).forEach(name -> html.element("th", name, "scope", "col", "class", "number"));
        html.close().close().open("tbody");
        table.groups()
                .forEach(rows -> rows.forEach(cells -> {
                    html.open("tr").element("th", cells.get(0), "scope", "row");
                    cells.stream().skip(1).forEach(cell -> html.element("td", cell, "class", "number"));
                    html.close();
                }));
        html.close().close().close();
    }
}
