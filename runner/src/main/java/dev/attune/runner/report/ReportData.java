package dev.attune.runner.report;

import dev.attune.api.Citation;
import dev.attune.api.data.Split;
import dev.attune.api.data.TargetInfo;
import dev.attune.runner.config.StudyPlan.Family;
import dev.attune.runner.report.chart.Counts;
import dev.attune.runner.stats.Comparison;
import dev.attune.runner.stats.SeedSpread;
import dev.attune.runner.train.Figure;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * All that a report says of a study.
 *
 * @param study its name
 * @param version of the program that writes the report
 * @param declared what the study declared before it ran
 * @param seal whether test may be shown
 * @param lines of the table, in the order of the study's file
 * @param differences of lines from the baseline, on the splits that may be shown
 * @param sentences that say what the differences mean
 * @param failures trials that failed
 * @param survey what the predictions look like; empty if no trial finished or its data are gone
 * @param remarks what could not be shown, and why
 * @param folds of the corpus, by which all lines are repeated
 * @param others figures that others published
 * @param references publications of the components that the lines use, each once
 */
record ReportData(
        String study,
        String version,
        Declared declared,
        Seal seal,
        List<Line> lines,
        List<Difference> differences,
        List<String> sentences,
        List<Failure> failures,
        Optional<Survey> survey,
        List<String> remarks,
        Folds folds,
        Others others,
        List<Reference> references) {
    ReportData {
        lines = List.copyOf(lines);
        differences = List.copyOf(differences);
        sentences = List.copyOf(sentences);
        failures = List.copyOf(failures);
        remarks = List.copyOf(remarks);
        references = List.copyOf(references);
    }

    /** Returns the same with what became known later. */
    ReportData with(Optional<Survey> found, List<String> newRemarks) {
        return new ReportData(
                study,
                version,
                declared,
                seal,
                lines,
                differences,
                sentences,
                failures,
                found,
                newRemarks,
                folds,
                others,
                references);
    }

    /** Returns the split that figures are of: test once it is unlocked, if the corpus has one. */
    Split shown() {
        return splits().contains(Split.TEST) ? Split.TEST : Split.VALIDATION;
    }

    /** Returns the splits that have figures and may be shown. */
    List<Split> splits() {
        return List.of(Split.VALIDATION, Split.TEST).stream()
                .filter(split -> seal.open() || split != Split.TEST)
                .filter(split -> lines.stream()
                        .flatMap(line -> line.runs().stream())
                        .anyMatch(run -> !run.of(split).isEmpty()))
                .toList();
    }

    /** Returns whether a line of the study is an oracle, which knows the labels, and no model. */
    boolean hasOracle() {
        return lines.stream().anyMatch(line -> line.family() == Family.ORACLE);
    }

    /** Returns the lines of one axis of the study. */
    List<Line> of(Family family) {
        return lines.stream().filter(line -> line.family() == family).toList();
    }

    /** Returns the difference of a line in the primary figure. */
    Optional<Difference> difference(Line line, Split split) {
        return differences.stream()
                .filter(found -> found.split() == split
                        && found.family() == line.family()
                        && found.variant().equals(line.variant())
                        && found.figure().equals(declared.primary()))
                .findFirst();
    }

    /**
     * The folds by which all lines are repeated.
     *
     * @param names in the order of the study; none if there is nothing to compare
     * @param ofRuns hash of a trial to its fold
     * @param test what a mean over them is on test, in words; empty if it is unknown
     */
    record Folds(List<String> names, Map<String, String> ofRuns, String test) {
        static final Folds NONE = new Folds(List.of(), Map.of(), "");

        Folds {
            names = List.copyOf(names);
            ofRuns = Map.copyOf(ofRuns);
        }

        /** Returns whether there are at least two. */
        boolean areSeveral() {
            return names.size() > 1;
        }
    }

    /**
     * Figures that others published; nothing is computed from them.
     *
     * @param figures each with what was measured on the same split and fold
     * @param notes what must be known of them, and what must not be compared, and why
     */
    record Others(List<Other> figures, List<String> notes) {
        static final Others NONE = new Others(List.of(), List.of());

        Others {
            figures = List.copyOf(figures);
            notes = List.copyOf(notes);
        }
    }

    /**
     * A figure that others published.
     *
     * @param line the line it is of
     * @param figure metric and target
     * @param value what was published
     * @param where on which split and fold
     * @param measured what the study found there
     * @param source where the figure stands
     */
    record Other(String line, String figure, double value, String where, Spread measured, String source) {}

    /**
     * A publication.
     *
     * @param components what it is of, in words
     * @param citation the publication
     */
    record Reference(String components, Citation citation) {}

    /**
     * What the study declared before it ran.
     *
     * @param primary the figure that is compared, as in {@code ccc.mean}
     * @param higherIsBetter whether more of it is better
     * @param baseline what the lines are compared with
     * @param confidence level of intervals
     * @param drawn what intervals draw besides seeds, in words
     * @param method how intervals are found, in words
     * @param correction for several comparisons; empty for none
     * @param selection by which figure on validation the epoch of each trial was chosen
     */
    record Declared(
            String primary,
            boolean higherIsBetter,
            Optional<String> baseline,
            double confidence,
            String drawn,
            String method,
            String correction,
            String selection) {
        String metric() {
            return primary.substring(0, primary.indexOf('.'));
        }

        /** Returns the level as a text: {@code 95%}. */
        String level() {
            return Comparison.percent(confidence);
        }
    }

    /**
     * How the seal of the test split stands.
     *
     * @param open whether test scores may be shown
     * @param time when it was opened
     * @param reason why
     * @param user by whom
     * @param later how many trials were trained after that
     * @param command that opens it
     */
    record Seal(boolean open, String time, String reason, String user, long later, String command) {
        static Seal closed(String command) {
            return new Seal(false, "", "", "", 0, command);
        }
    }

    /**
     * A line of the table.
     *
     * @param family axis of the study
     * @param variant its name
     * @param settings in which it differs from the base, dotted key to value
     * @param tuned how its settings were searched; empty if they were given
     * @param planned how many trials it has
     * @param repetitions how many of these each seed has
     * @param runs those of them that finished
     * @param intervals of figures by split and by metric and target
     * @param config effective configuration of its first trial, as YAML; empty if nothing is trained for it
     */
    record Line(
            Family family,
            String variant,
            Map<String, String> settings,
            String tuned,
            int planned,
            int repetitions,
            List<Run> runs,
            Map<Split, Map<String, Interval>> intervals,
            String config) {
        Line {
            settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
            runs = List.copyOf(runs);
            intervals = Map.copyOf(intervals);
        }

        /** Returns its name, marked if it is an oracle. */
        String title() {
            return Texts.name(family, variant);
        }

        /** Returns one figure of all its trials. */
        double[] values(Split split, String key) {
            return runs.stream()
                    .flatMap(run -> run.of(split).stream())
                    .filter(figure -> figure.key().equals(key))
                    .mapToDouble(Figure::value)
                    .toArray();
        }

        /** Returns one figure, summed up over seeds: of each seed that has all repetitions, the mean over these. */
        Spread spread(Split split, String key) {
            return spread(runs, split, key, repetitions);
        }

        /** Returns one figure on one fold, summed up over seeds in the same way. */
        Spread spread(Split split, String key, Folds folds, String fold) {
            List<Run> ofFold = runs.stream()
                    .filter(run -> fold.equals(folds.ofRuns().get(run.id())))
                    .toList();
            return spread(
                    ofFold, split, key, repetitions / Math.max(1, folds.names().size()));
        }

        private static Spread spread(List<Run> some, Split split, String key, int repetitions) {
            List<SeedSpread.Value> values = new ArrayList<>();
            for (Run run : some) {
                run.of(split).stream()
                        .filter(figure -> figure.key().equals(key))
                        .forEach(figure -> values.add(new SeedSpread.Value(run.seed(), figure.value())));
            }
            return Spread.of(SeedSpread.of(values, repetitions));
        }

        Optional<Interval> interval(Split split, String key) {
            return Optional.ofNullable(intervals.getOrDefault(split, Map.of()).get(key));
        }
    }

    /**
     * An interval.
     *
     * @param low lower end
     * @param high upper end
     */
    record Interval(double low, double high) {}

    /**
     * A finished trial.
     *
     * @param id its hash
     * @param seed its seed
     * @param repetition settings that everything is repeated with
     * @param parameters learnt values
     * @param bestEpoch counted from 1; 0 if nothing was trained
     * @param epochs how many were run
     * @param threads of the engine
     * @param figures by split
     * @param epochList what happened in each epoch
     * @param origin where and on what it ran
     */
    record Run(
            String id,
            long seed,
            Map<String, String> repetition,
            long parameters,
            int bestEpoch,
            int epochs,
            int threads,
            Map<Split, List<Figure>> figures,
            List<EpochPoint> epochList,
            Origin origin) {
        Run {
            repetition = Collections.unmodifiableMap(new LinkedHashMap<>(repetition));
            figures = Map.copyOf(figures);
            epochList = List.copyOf(epochList);
        }

        List<Figure> of(Split split) {
            return figures.getOrDefault(split, List.of());
        }
    }

    /**
     * An epoch.
     *
     * @param number counted from 1
     * @param loss mean training loss
     * @param primary the primary figure on validation; NaN if it was not found
     */
    record EpochPoint(int number, double loss, double primary) {}

    /**
     * Where and on what a trial ran.
     *
     * @param started time, ISO 8601
     * @param seconds how long it took, if that was recorded
     * @param environment versions and machine, by name
     * @param plugins name and hash
     * @param dataHash of the data
     * @param counts what each split holds
     * @param omissions what was missing in the data
     * @param notes what else there is to know of the data
     */
    record Origin(
            String started,
            OptionalDouble seconds,
            Map<String, String> environment,
            Map<String, String> plugins,
            String dataHash,
            Map<String, String> counts,
            List<String> omissions,
            List<String> notes) {
        static final Origin UNKNOWN =
                new Origin("", OptionalDouble.empty(), Map.of(), Map.of(), "", Map.of(), List.of(), List.of());

        Origin {
            environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
            plugins = Collections.unmodifiableMap(new LinkedHashMap<>(plugins));
            counts = Collections.unmodifiableMap(new LinkedHashMap<>(counts));
            omissions = List.copyOf(omissions);
            notes = List.copyOf(notes);
        }
    }

    /**
     * The difference of a line from the baseline.
     *
     * @param family axis of the line
     * @param variant the line
     * @param split on whose clips
     * @param figure metric and target
     * @param difference line - baseline
     * @param low lower end of the interval
     * @param high upper end
     * @param p two-sided; NaN for an oracle, which is not tested
     * @param adjusted after the correction; likewise
     * @param distinct whether the adjusted value is below the level that was declared
     */
    record Difference(
            Family family,
            String variant,
            Split split,
            String figure,
            double difference,
            double low,
            double high,
            double p,
            double adjusted,
            boolean distinct) {
        /** Returns the line's name, marked if it is an oracle. */
        String title() {
            return Texts.name(family, variant);
        }
    }

    /**
     * A trial that failed.
     *
     * @param variants the lines it belongs to
     * @param seed its seed
     * @param trial its hash
     * @param reason one sentence
     */
    record Failure(String variants, long seed, String trial, String reason) {}

    /**
     * What the predictions of some trials look like.
     *
     * @param split on whose clips
     * @param targets in the order of the columns
     * @param models whose predictions
     * @param clips a few of them, frame by frame
     * @param errors one a model and target: by model, then by target
     * @param plane of two targets, if there are two that are continuous
     */
    record Survey(
            Split split,
            List<TargetInfo> targets,
            List<Shown> models,
            List<SampledClip> clips,
            List<Errors> errors,
            Optional<Plane> plane) {
        Survey {
            targets = List.copyOf(targets);
            models = List.copyOf(models);
            clips = List.copyOf(clips);
            errors = List.copyOf(errors);
        }
    }

    /**
     * A trial whose predictions are shown.
     *
     * @param variant its line
     * @param seed its seed
     * @param why it was chosen
     */
    record Shown(String variant, long seed, String why) {}

    /**
     * The errors of a trial's predictions of one target.
     *
     * @param model index among the models
     * @param target index among the targets
     * @param histogram of prediction - label: one row
     * @param moments of prediction - label, one for each of equal parts of the target's range
     */
    record Errors(int model, int target, Counts histogram, List<Moment> moments) {
        Errors {
            moments = List.copyOf(moments);
        }
    }

    /**
     * Mean and deviation of some values.
     *
     * @param count how many
     * @param mean their mean
     * @param deviation their standard deviation
     */
    record Moment(long count, double mean, double deviation) {}

    /**
     * Points on the plane of two targets.
     *
     * @param across index of the target across
     * @param up index of the target up
     * @param labels where labels lie
     * @param predictions where predictions lie, one a model
     */
    record Plane(int across, int up, Counts labels, List<Counts> predictions) {
        Plane {
            predictions = List.copyOf(predictions);
        }
    }
}
