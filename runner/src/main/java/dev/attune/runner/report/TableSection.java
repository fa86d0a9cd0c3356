package dev.attune.runner.report;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Shows tables that a paper would have: the folds of a cross-validation, and figures of others. */
final class TableSection {
    /** What is compared digit by digit, and stands flush right: {@code 0.512 ± 0.013}, or a dash for nothing. */
    private static final Pattern FIGURE = Pattern.compile("–|−?[\\d.,]+(e−?\\d+)?( ± [\\d.,]+(e−?\\d+)?)?");

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
        // Above the first of several tables of one kind stands what holds for all of them.
        String said = "";
        for (PaperTable table : tables) {
            if (!table.details().equals(said)) {
                said = table.details();
                html.element("p", said.substring(0, 1).toUpperCase(Locale.ROOT) + said.substring(1), "class", "note");
            }
            append(html, table);
            table.notes().forEach(note -> html.element("p", note, "class", "note"));
        }
        return Optional.of(new Section(id, title, html.toString(), List.of()));
    }

    private static void append(Html html, PaperTable table) {
        List<List<String>> rows = table.groups().stream().flatMap(List::stream).toList();
        html.open("div", "class", "scroll").open("table");
        html.element("caption", table.heading()).open("thead").open("tr");
        List<String> kinds = IntStream.range(0, table.head().size())
                .mapToObj(column -> column > 0
                                && rows.stream()
                                        .allMatch(cells -> FIGURE.matcher(cells.get(column))
                                                .matches())
                        ? "number"
                        : "text")
                .toList();
        IntStream.range(0, kinds.size())
                .forEach(column ->
                        html.element("th", table.head().get(column), "scope", "col", "class", kinds.get(column)));
        html.close().close().open("tbody");
        for (List<String> cells : rows) {
            html.open("tr").element("th", cells.get(0), "scope", "row");
            IntStream.range(1, cells.size())
                    .forEach(column -> html.element("td", cells.get(column), "class", kinds.get(column)));
            html.close();
        }
        html.close().close().close();
    }
}
