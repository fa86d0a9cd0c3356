package dev.attune.runner.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A study, expanded: every trial it consists of.
 *
 * @param name the study's name
 * @param trials all trials, each once, in the order in which they run; of lines that are still to be tuned, none
 * @param lines the lines of the study's table, in the order in which the file gives them
 * @param compare what is compared, declared in advance
 * @param tunings searches that are still to be decided
 * @param choices what searches chose
 * @param combinations lines for which nothing is trained
 * @param notices what a reader of the table must know of how its lines came about, a sentence each
 * @param published figures of others, to be shown beside
 */
public record StudyPlan(
        String name,
        List<Trial> trials,
        List<Line> lines,
        CompareConfig compare,
        List<Tuning> tunings,
        List<Choice> choices,
        List<Combination> combinations,
        List<String> notices,
        List<Published> published) {
    /** Copies the lists. */
    public StudyPlan {
        trials = List.copyOf(trials);
        lines = List.copyOf(lines);
        tunings = List.copyOf(tunings);
        choices = List.copyOf(choices);
        combinations = List.copyOf(combinations);
        notices = List.copyOf(notices);
        published = List.copyOf(published);
    }

    /** Makes a study without combinations, notices and published figures. */
    public StudyPlan(
            String name,
            List<Trial> trials,
            List<Line> lines,
            CompareConfig compare,
            List<Tuning> tunings,
            List<Choice> choices) {
        this(name, trials, lines, compare, tunings, choices, List.of(), List.of(), List.of());
    }

    /** Makes a study without a search. */
    public StudyPlan(String name, List<Trial> trials, List<Line> lines, CompareConfig compare) {
        this(name, trials, lines, compare, List.of(), List.of());
    }

    /**
     * A line of the table: all trials of one variant.
     *
     * @param family axis of the study
     * @param variant name
     */
    public record Line(Family family, String variant) {
        /** Returns whether it is an oracle, which knows the labels, and no model. */
        public boolean isOracle() {
            return family == Family.ORACLE;
        }
    }

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
     * Returns the same study with lines for which nothing is trained.
     *
     * @param combined these lines, which are among those of the study
     */
    public StudyPlan with(List<Combination> combined) {
        return new StudyPlan(name, trials, lines, compare, tunings, choices, combined, notices, published);
    }

    /**
     * Returns the same study with what its reader must know.
     *
     * @param sentences how its lines came about
     */
    public StudyPlan withNotices(List<String> sentences) {
        return new StudyPlan(name, trials, lines, compare, tunings, choices, combinations, sentences, published);
    }

    /**
     * Returns the same study with figures of others.
     *
     * @param figures what stands beside its lines
     */
    public StudyPlan withPublished(List<Published> figures) {
        return new StudyPlan(name, trials, lines, compare, tunings, choices, combinations, notices, figures);
    }

    /** Returns the folds of the corpus by which trials are repeated, in the order of the study; none if they are not. */
    public List<String> folds() {
        return everyTrial().stream()
                .flatMap(trial -> fold(trial).stream())
                .distinct()
                .toList();
    }

    /**
     * Returns the fold of the corpus that a trial is repeated on, whether {@code folds} or {@code cross} says so.
     *
     * @param trial one of the study's
     * @return empty if the study repeats it on none, even if its data are a fold
     */
    public static Optional<String> fold(Trial trial) {
        return FoldExpansion.key(trial.config().data())
                .filter(key -> trial.rows().stream()
                        .flatMap(row -> row.repetition().keySet().stream())
                        .anyMatch(repeated -> key.equals(repeated) || key.startsWith(repeated + ".")))
                .flatMap(key -> EffectiveConfig.fold(trial.config()));
    }

    /** Returns what is computed from trials that were trained, each computation once; nothing for a line that is not tuned yet. */
    public List<Combination.Part> combined() {
        Map<String, Combination.Part> parts = new LinkedHashMap<>();
        for (Combination combination : combinations) {
            for (Combination.Part part : combination.parts(trials)) {
                parts.merge(
                        part.trial().id(),
                        part,
                        (first, same) -> new Combination.Part(
                                merged(List.of(first.trial(), same.trial())).get(0),
                                first.sources(),
                                first.by(),
                                first.penalty()));
            }
        }
        return List.copyOf(parts.values());
    }

    /** Returns all trials that the lines of the table stand for: those that are trained, then those that are computed from them. */
    public List<Trial> tabled() {
        List<Trial> all = new ArrayList<>(trials);
        combined().forEach(part -> all.add(part.trial()));
        return List.copyOf(all);
    }

    /** Returns every trial that may run, those of searches included, each once. */
    public List<Trial> everyTrial() {
        Map<String, Trial> every = new LinkedHashMap<>();
        trials.forEach(trial -> every.putIfAbsent(trial.id(), trial));
        for (Tuning tuning : tunings) {
            for (Candidate candidate : tuning.candidates()) {
                candidate.search().forEach(trial -> every.putIfAbsent(trial.id(), trial));
            }
        }
        return List.copyOf(every.values());
    }

    /** Returns how many trials the searches add at most: their candidates, and the other trials of the lines that they choose. */
    public int mostSearched() {
        Set<String> known = new HashSet<>();
        everyTrial().forEach(trial -> known.add(trial.id()));
        int most = known.size() - trials.size();
        for (Tuning tuning : tunings) {
            most += tuning.candidates().stream()
                    .mapToInt(candidate -> (int) candidate.trials().stream()
                            .filter(trial -> !known.contains(trial.id()))
                            .count())
                    .max()
                    .orElse(0);
        }
        return most;
    }

    /**
     * Decides the searches.
     *
     * @param decisions one a tuning, in order
     */
    public StudyPlan decide(List<Decision> decisions) {
        List<Trial> all = new ArrayList<>(trials);
        List<Choice> chosen = new ArrayList<>(choices);
        for (int i = 0; i < tunings.size(); i++) {
            Tuning tuning = tunings.get(i);
            Decision decision = decisions.get(i);
            decision.winner().ifPresent(winner -> {
                all.addAll(winner.trials());
                chosen.add(new Choice(tuning.line(), tuning.candidates().size(), decision.failed(), winner.label()));
            });
        }
        return new StudyPlan(name, merged(all), lines, compare, List.of(), chosen, combinations, notices, published);
    }

    /** Returns trials ordered by seed, equal trainings once, with the rows of all of them. */
    static List<Trial> merged(List<Trial> trials) {
        List<Long> seeds =
                trials.stream().map(trial -> trial.config().seed()).distinct().toList();
        Map<String, Trial> merged = new LinkedHashMap<>();
        // All of the first seed before any of the second: a comparison that is cut short is still one.
        for (long seed : seeds) {
            for (Trial trial : trials) {
                if (trial.config().seed() == seed) {
                    merged.merge(trial.id(), trial, (first, same) -> {
                        List<Row> both = new ArrayList<>(first.rows());
                        both.addAll(same.rows());
                        return new Trial(first.id(), first.config(), both);
                    });
                }
            }
        }
        return List.copyOf(merged.values());
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
     * @param match how the trial was made as large as others, if it was
     */
    public record Row(
            Family family,
            String variant,
            Map<String, String> settings,
            Map<String, String> repetition,
            Optional<Match> match) {
        /** Makes a row of a study that makes nothing equal. */
        public Row(Family family, String variant, Map<String, String> settings, Map<String, String> repetition) {
            this(family, variant, settings, repetition, Optional.empty());
        }

        /** Makes a row of a study without {@code cross}. */
        public Row(Family family, String variant, Map<String, String> settings) {
            this(family, variant, settings, Map.of());
        }

        /** Returns the same row of a trial that was made as large as others. */
        Row with(Match found) {
            return new Row(family, variant, settings, repetition, Optional.of(found));
        }
    }

    /**
     * How a trial was made as large as others.
     *
     * @param parameters how many it learns
     * @param scaled the options that are not as written, dotted key to value; none if it was large enough
     */
    public record Match(long parameters, Map<String, String> scaled) {
        /** Copies the options, keeping order. */
        public Match {
            scaled = Collections.unmodifiableMap(new LinkedHashMap<>(scaled));
        }

        /** Returns the match in words, as {@code 24,610 parameters with head.hidden=40}. */
        public String words() {
            if (parameters == 0) {
                return "nothing that is trained";
            }
            String count = String.format(Locale.ROOT, "%,d parameters", parameters);
            return scaled.isEmpty() ? count + " as written" : count + " with " + options();
        }

        /** Returns the options that are not as written, in words. */
        String options() {
            return scaled.entrySet().stream()
                    .map(option -> option.getKey() + "=" + option.getValue())
                    .collect(Collectors.joining(", "));
        }
    }

    /** The axes of a study. */
    public enum Family {
        /** Named in {@code variants}. */
        VARIANT,
        /** A point of {@code grid}. */
        GRID,
        /** One of {@code subsets}. */
        SUBSET,
        /** Computed from the predictions of other lines; named in {@code combine}. */
        COMBINED,
        /** Likewise, but it knows the labels, and is no model. */
        ORACLE;

        /** Returns the word of files. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Returns whether lines of the axis are models that are trained. */
        public boolean isTrained() {
            return this != COMBINED && this != ORACLE;
        }

        /** Returns how a line of the axis comes about, as the column {@code kind} of tables says it. */
        public String kind() {
            return isTrained() ? "trained" : word();
        }
    }

    /**
     * A search for the settings of one line.
     *
     * @param line the line
     * @param candidates what may be chosen, in the order in which they were drawn
     * @param rungs after how many epochs candidates are compared, ascending; the last is the end of training
     * @param eta one in how many stays at each rung but the last
     */
    public record Tuning(Line line, List<Candidate> candidates, List<Integer> rungs, int eta) {}

    /**
     * Settings that a search may choose.
     *
     * @param label settings in words
     * @param search the trials whose validation figures it is judged by, one a seed of the search
     * @param trials the trials of the line if it is chosen
     */
    public record Candidate(String label, List<Trial> search, List<Trial> trials) {}

    /**
     * How a search ended.
     *
     * @param winner what it chose; empty where no candidate succeeded, which leaves its line without trials
     * @param failed how many candidates failed
     */
    public record Decision(Optional<Candidate> winner, int failed) {}

    /**
     * What a search chose.
     *
     * @param line the line that was tuned
     * @param candidates among how many
     * @param failed how many of them failed, and could not be chosen
     * @param label the settings, in words
     */
    public record Choice(Line line, int candidates, int failed, String label) {
        /** Returns among how many candidates was chosen, as {@code 9 candidates, of which 1 failed}. */
        public String among() {
            return candidates
                    + (candidates == 1 ? " candidate" : " candidates")
                    + (failed == 0 ? "" : ", of which " + failed + " failed");
        }
    }
}
