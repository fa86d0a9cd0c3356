package dev.attune.runner.study;

import dev.attune.api.data.Split;
import dev.attune.runner.config.Published;
import dev.attune.runner.stats.SeedSpread;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/**
 * Figures that others published, of several studies: each once, or once for each study that measured its line on its clips.
 *
 * @param rows the figures
 * @param notes what must be known of them
 */
public record JoinedFigures(List<PublishedFigures.Row> rows, List<String> notes) {
    /** Copies the lists. */
    public JoinedFigures {
        rows = List.copyOf(rows);
        notes = List.copyOf(notes);
    }

    /**
     * Joins the figures of some studies.
     *
     * @param studies what each found, by its folder
     * @param splits those that may be shown
     * @param name of the line of a study, told apart from those of the others
     */
    static JoinedFigures of(Map<Path, StudyResult> studies, List<Split> splits, BiFunction<Path, String, String> name) {
        List<PublishedFigures.Row> rows = new ArrayList<>();
        Set<String> notes = new LinkedHashSet<>();
        for (Published published : different(studies.values())) {
            List<PublishedFigures.Row> own = new ArrayList<>();
            for (String figure : published.values().keySet()) {
                own.addAll(rows(published, figure, studies, splits, name));
            }
            rows.addAll(own);
            studies.values()
                    .forEach(study ->
                            told(study, published).forEach(same -> same.note().ifPresent(notes::add)));
            boolean found = own.stream().anyMatch(row -> !row.measured().isEmpty());
            studies.forEach((path, study) -> {
                boolean here = published.values().keySet().stream()
                        .anyMatch(figure -> !PublishedFigures.measured(study, splits, published, figure)
                                .isEmpty());
                // Where one study has the clips of the figure, that others do not have them says nothing.
                if (here || (!found && !told(study, published).isEmpty())) {
                    notes.addAll(PublishedFigures.notes(List.of(published), study.plan(), splits, "the study " + path));
                }
            });
        }
        return new JoinedFigures(rows, List.copyOf(notes));
    }

    /** Returns the figures of all studies, none twice; what studies say of the same figures does not make them others. */
    private static Set<Published> different(Collection<StudyResult> studies) {
        return studies.stream()
                .flatMap(study -> study.plan().published().stream())
                .map(Published::withoutNote)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Returns how a study tells some figures, whatever it says of them. */
    private static List<Published> told(StudyResult study, Published figures) {
        return study.plan().published().stream()
                .filter(published -> published.withoutNote().equals(figures))
                .toList();
    }

    private static List<PublishedFigures.Row> rows(
            Published published,
            String figure,
            Map<Path, StudyResult> studies,
            List<Split> splits,
            BiFunction<Path, String, String> name) {
        List<PublishedFigures.Row> rows = new ArrayList<>();
        studies.forEach((path, study) -> {
            SeedSpread measured = PublishedFigures.measured(study, splits, published, figure);
            if (!measured.isEmpty()) {
                rows.add(PublishedFigures.row(published, figure, name.apply(path, published.line()), measured));
            }
        });
        return rows.isEmpty()
                ? List.of(PublishedFigures.row(published, figure, published.line(), SeedSpread.of(List.of(), 1)))
                : rows;
    }

    /** Returns the figures as a table, and what must be known of them. */
    public String text() {
        return PublishedFigures.text(rows, notes);
    }
}
