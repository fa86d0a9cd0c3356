package dev.attune.runner.study;

import dev.attune.api.DataException;
import dev.attune.api.data.Split;
import dev.attune.runner.config.StudyPlan;
import dev.attune.runner.stats.Comparison;
import dev.attune.runner.train.Figure;
import dev.attune.runner.trial.JsonFiles;
import dev.attune.runner.trial.TrialResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes the files of a study that sum up its trials. */
final class StudyFiles {
    private StudyFiles() {}

    /** Writes {@code results.csv}, one line a figure, and {@code failures.csv}, one line a failed trial. */
    static void writeResults(StudyResult study) {
        Csv results = new Csv("variant", "settings", "seed", "split", "target", "metric", "value", "trial");
        Csv failures = new Csv("variant", "settings", "seed", "trial", "reason");
        for (StudyPlan.Trial trial : study.plan().trials()) {
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

    /** Writes {@code comparison.csv}, one line a comparison; without a baseline, sees to it that there is none. */
    static void writeComparisons(StudyResult study) {
        Path file = study.folder().resolve("comparison.csv");
        if (study.plan().compare().baseline().isEmpty()) {
            try {
                Files.deleteIfExists(file); // of an earlier start, which had a baseline
            } catch (IOException e) {
                throw new DataException(file + " cannot be deleted: " + JsonFiles.words(e), e);
            }
            return;
        }
        Csv csv = new Csv(
                "variant",
                "baseline",
                "split",
                "figure",
                "difference",
                "low",
                "high",
                "confidence",
                "p",
                "p_adjusted",
                "seeds",
                "clips");
        for (Comparison comparison : study.comparisons().all()) {
            csv.row(List.of(
                    comparison.variant(),
                    comparison.baseline(),
                    comparison.split().label(),
                    comparison.figure(),
                    Double.toString(comparison.difference()),
                    Double.toString(comparison.low()),
                    Double.toString(comparison.high()),
                    Double.toString(comparison.confidence()),
                    Double.toString(comparison.p()),
                    Double.toString(comparison.adjusted()),
                    Integer.toString(comparison.seeds()),
                    Integer.toString(comparison.clips())));
        }
        JsonFiles.writeText(file, csv.toString());
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
                        result.id()));
            }
        }
    }

    static String settings(StudyPlan.Row row) {
        return row.settings().entrySet().stream()
                .map(entry -> entry.getKey() + '=' + entry.getValue())
                .collect(Collectors.joining("; "));
    }
}
