package dev.attune.runner.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A study, expanded: every trial it consists of.
 *
 * @param name the study's name
 * @param trials all trials, each once, in the order in which they run
 * @param lines the lines of the study's table, in the order in which the file gives them
 * @param compare what is compared, declared in advance
 */
public record StudyPlan(String name, List<Trial> trials, List<Line> lines, CompareConfig compare) {
    /**
     * A line of the table: all trials of one variant.
     *
     * @param family axis of the study
     * @param variant name
     */
    public record Line(Family family, String variant) {}

    /**
     * Makes a study of one trial.
     *
     * @param config the experiment
     */
    public static StudyPlan single(ExperimentConfig config) {
        Row row = new Row(Family.VARIANT, config.name(), Map.of());
        CompareConfig compare = new CompareConfig(
                config.training().earlyStopping().on(),
                Optional.empty(),
                CompareConfig.Interval.BOOTSTRAP,
                0.95,
                10_000,
                CompareConfig.Correction.HOLM);
        return new StudyPlan(
                config.name(),
                List.of(new Trial(EffectiveConfig.id(config), config, List.of(row))),
                List.of(new Line(Family.VARIANT, config.name())),
                compare);
    }

    /**
     * One trial, and all rows of the table that it stands for: {@code depth=3} of a grid may be the same training as the variant
     * {@code RJCMA}.
     *
     * @param id hash of the effective configuration, seed included; 12 hexadecimal digits
     * @param config the effective configuration
     * @param rows the rows, at least one
     */
    public record Trial(String id, ExperimentConfig config, List<Row> rows) {}

    /**
     * A place in the study's table.
     *
     * @param family which axis it belongs to
     * @param variant its name, for example {@code RJCMA}, {@code fusion.depth=2}, {@code audio+text}
     * @param settings what differs from the base, dotted key to value, in order
     * @param repetition those of the settings that {@code cross} repeats everything with
     */
    public record Row(Family family, String variant, Map<String, String> settings, Map<String, String> repetition) {
        /** Makes a row of a study without {@code cross}. */
        public Row(Family family, String variant, Map<String, String> settings) {
            this(family, variant, settings, Map.of());
        }
    }

    /** The axes of a study. */
    public enum Family {
        /** Named in {@code variants}. */
        VARIANT,
        /** A point of {@code grid}. */
        GRID,
        /** One of {@code subsets}. */
        SUBSET
    }
}
