package dev.attune.runner.config;

import dev.attune.runner.config.StudyPlan.Family;
import dev.attune.runner.config.StudyPlan.Line;
import dev.attune.runner.config.StudyPlan.Row;
import dev.attune.runner.config.StudyPlan.Trial;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A line of a study for which nothing is trained: it is computed from what other lines predict.
 *
 * @param name of the line
 * @param by how
 * @param penalty of a ridge regression
 * @param of the lines that are combined, at least two
 */
public record Combination(String name, Method by, double penalty, List<Line> of) {
    /** Copies the list. */
    public Combination {
        of = List.copyOf(of);
        if (of.size() < 2) {
            throw new IllegalArgumentException("of must have at least two lines, found " + of.size());
        }
    }

    /** How predictions become one. */
    public enum Method {
        /** Their average. */
        MEAN,
        /** A ridge regression of the labels on them, fitted on validation. */
        RIDGE,
        /** Of each clip and target, the source with the least squared error: it knows the labels, and is no model. */
        ORACLE;

        /** Returns the word of configurations. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * One computation of a combination: that of one seed and repetition.
     *
     * @param trial stands for it in tables; its configuration, that of the first source, names the corpus, the targets and the metrics
     * @param sources the trials whose predictions are combined, in the order of {@link #of}
     * @param by how
     * @param penalty of a ridge regression
     */
    public record Part(Trial trial, List<Trial> sources, Method by, double penalty) {
        /** Copies the list. */
        public Part {
            sources = List.copyOf(sources);
        }
    }

    /** Returns the line of the table. */
    public Line line() {
        return new Line(by == Method.ORACLE ? Family.ORACLE : Family.COMBINED, name);
    }

    /**
     * Returns the computations: one for each seed and repetition that all sources have.
     *
     * @param trained the trials of the study
     */
    List<Part> parts(List<Trial> trained) {
        List<Map<Repeated, Trial>> sources =
                of.stream().map(line -> trials(line, trained)).toList();
        List<Part> parts = new ArrayList<>();
        sources.get(0).forEach((repeated, first) -> {
            List<Trial> own = new ArrayList<>();
            sources.forEach(source -> {
                Trial trial = source.get(repeated);
                if (trial != null) {
                    own.add(trial);
                }
            });
            if (own.size() == of.size()) {
                Row row = new Row(line().family(), name, settings(repeated.repetition()), repeated.repetition());
                parts.add(new Part(new Trial(id(own), first.config(), List.of(row)), own, by, penalty));
            }
        });
        return parts;
    }

    /** What the trials of one computation share. */
    private record Repeated(long seed, Map<String, String> repetition) {}

    private static Map<Repeated, Trial> trials(Line line, List<Trial> trained) {
        Map<Repeated, Trial> trials = new LinkedHashMap<>();
        for (Trial trial : trained) {
            for (Row row : trial.rows()) {
                if (row.family() == line.family() && row.variant().equals(line.variant())) {
                    trials.put(new Repeated(trial.config().seed(), row.repetition()), trial);
                }
            }
        }
        return trials;
    }

    private Map<String, String> settings(Map<String, String> repetition) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("combine.by", by.word());
        settings.put("combine.of", of.stream().map(Line::variant).collect(Collectors.joining(", ", "[", "]")));
        if (by == Method.RIDGE) {
            settings.put("combine.penalty", Double.toString(penalty));
        }
        settings.putAll(repetition);
        return settings;
    }

    /** The trials tell seed and repetition; two lines that combine the same trainings in the same way are one computation. */
    private String id(List<Trial> sources) {
        return EffectiveConfig.id("combined by " + by.word()
                + (by == Method.RIDGE ? " with penalty " + penalty : "")
                + sources.stream().map(Trial::id).collect(Collectors.joining("\n", "\n", "\n")));
    }
}
