package dev.attune.runner.config;

import static java.util.Objects.requireNonNull;

import dev.attune.api.config.Doc;
import dev.attune.api.data.Split;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Figures that others published, to stand beside what a study measures; no statistics and no ranking ever sees them.
 *
 * @param line the line of the study that they belong to, or any other name
 * @param split on which they were measured
 * @param fold of which fold that split is; empty where the corpus has no folds, or the publication does not say
 * @param values metric and target to value
 * @param source where they stand
 * @param note what must be known before they are compared, a sentence or two
 */
public record Published(
        @Doc(
                "The line that the figures are of; with a name that no line of the study has, they get a row of their own.")
        String line,

        @Doc("The split that they were measured on: validation or test.")
        Split split,

        @Doc("The fold that they were measured on; without one, the corpus has no folds or the source does not say.")
        Optional<Integer> fold,

        @Doc("Metric and target to the published value, as in {ccc.valence: 0.585}.")
        Map<String, Double> values,

        @Doc("Where the figures stand: publication, table, version.")
        String source,

        @Doc(
                "What must be known before they are compared, such as that folds are cut in another way; it is shown beneath the table.")
        Optional<String> note) {
    /** Checks that there is something to show, and keeps the order of values. */
    public Published {
        requireNonNull(split, "split is null");
        requireNonNull(fold, "fold is null");
        requireNonNull(note, "note is null");
        values = Collections.unmodifiableMap(new LinkedHashMap<>(requireNonNull(values, "values is null")));
        if (line.isBlank()) {
            throw new IllegalArgumentException("line must be a name, found nothing");
        }
        if (source.isBlank()) {
            throw new IllegalArgumentException("source must say where the figures stand, found nothing");
        }
        if (note.filter(String::isBlank).isPresent()) {
            throw new IllegalArgumentException("note must be a sentence, found nothing; leave it out");
        }
        if (values.isEmpty()) {
            throw new IllegalArgumentException("values must have at least one figure, found none");
        }
        if (split == Split.TRAIN) {
            throw new IllegalArgumentException("split must be validation or test, found train");
        }
        fold.filter(number -> number < 0).ifPresent(number -> {
            throw new IllegalArgumentException("fold must be at least 0, found " + number);
        });
    }

    /** Returns the same figures of the same source, of which nothing is said. */
    public Published withoutNote() {
        return new Published(line, split, fold, values, source, Optional.empty());
    }

    /** Returns what they were measured on: {@code validation, fold 1}. */
    public String where() {
        return split.label() + fold.map(number -> ", fold " + number).orElse("");
    }
}
