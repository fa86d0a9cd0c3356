package dev.attune.runner.study;

import dev.attune.api.DataException;
import dev.attune.api.data.Split;
import dev.attune.runner.config.StudyPlan;
import dev.attune.runner.train.Figure;
import dev.attune.runner.trial.JsonFiles;
import dev.attune.runner.trial.TrialResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Writes the files of a study that sum up its trials. */
final class StudyFiles {
    private StudyFiles() {}

    /** Writes {@code results.csv}, one line a figure, and {@code failures.csv}, one line a failed trial. */
    static void writeResults(StudyResult study) {
        Csv results = new Csv(
                "variant", "settings", "seed", "split", "target", "metric", "value", "trial", "kind", "parameters");
        Csv failures = new Csv("variant", "settings", "seed", "trial", "reason");
        for (StudyPlan.Trial trial : study.plan().tabled()) {
            String seed = Long.toString(trial.config().seed());
            for (StudyPlan.Row row : trial.rows()) {
                TrialResult result = study.results().get(trial.id());
                if (result != null) {
                    addFigures(results, row, seed, result);
                }
                String reason = study.failures().get(trial.id());
                if (reason != null) {
                    failures.row(List.of(row.variant(), settings(row), seed, trial.id(), reason));
                }
            }
        }
        JsonFiles.writeText(study.folder().resolve("results.csv"), results.toString());
        JsonFiles.writeText(study.folder().resolve("failures.csv"), failures.toString());
    }

    /**
     * Writes {@code intervals.csv}, one line a figure of a line; {@code comparison.csv}, one line a difference from the baseline; and
     * {@code published.csv}, one line a figure of others. Without a baseline or such figures, sees to it that there is no such file.
     */
    static void writeComparisons(StudyResult study) {
        Path folder = study.folder();
        JsonFiles.writeText(folder.resolve("intervals.csv"), ComparisonTables.intervals(study.comparisons()));
        writeOrDelete(
                folder.resolve("comparison.csv"),
                study.plan().compare().baseline().map(line -> ComparisonTables.differences(study.comparisons())));
        writePublished(folder, PublishedFigures.rows(study));
    }

    /** Writes {@code published.csv}, one line a figure of others; without any, sees to it that there is no such file. */
    static void writePublished(Path folder, List<PublishedFigures.Row> figures) {
        writeOrDelete(
                folder.resolve("published.csv"),
                figures.isEmpty() ? Optional.empty() : Optional.of(PublishedFigures.csv(figures)));
    }

    private static void writeOrDelete(Path file, Optional<String> text) {
        if (text.isPresent()) {
            JsonFiles.writeText(file, text.get());
            return;
        }
        try {
            Files.deleteIfExists(file); // of an earlier start, which had more to tell
        } catch (IOException e) {
            throw new DataException(file + " cannot be deleted: " + JsonFiles.words(e), e);
        }
    }

    private static void addFigures(Csv csv, StudyPlan.Row row, String seed, TrialResult result) {
        for (Map.Entry<Split, List<Figure>> split : result.figures().entrySet()) {
            for (Figure figure : split.getValue()) {
                csv.row(List.of(
                        row.variant(),
                        settings(row),
                        seed,
                        split.getKey().label(),
                        figure.target(),
                        figure.metric(),
                        Double.toString(figure.value()),
                        result.id(),
                        row.family().kind(),
                        Long.toString(result.parameters())));
            }
        }
    }

    static String settings(StudyPlan.Row row) {
        return row.settings().entrySet().stream()
                .map(entry -> entry.getKey() + '=' + entry.getValue())
                .collect(Collectors.joining("; "));
    }
}
