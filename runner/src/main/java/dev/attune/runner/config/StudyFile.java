package dev.attune.runner.config;

import dev.attune.api.config.DefaultValue;
import dev.attune.api.config.Doc;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A study as it is written; overrides stay unread until it is known what they override.
 *
 * @param name for tables and the folder of its runs
 * @param base the experiment that everything else changes
 * @param seeds each trial runs with each
 * @param variants name to override
 * @param grid dotted key to values
 * @param subsets {@code all}, or lists of modalities
 * @param cross dotted key to values
 * @param folds {@code all}, or a list of numbers
 * @param search how variants are tuned
 * @param match what all lines are to have the same of
 * @param combine name to a line that is computed from others
 * @param published figures of others, to be shown beside
 * @param compare what is compared
 */
record StudyFile(
        @Doc("The name of the study and of the folder of its runs; without one, the name of the file.")
        String name,

        @Doc("The experiment that everything else changes: the path of its file, or a map of its keys.")
        Node base,

        @Doc("Every trial runs once with each of these seeds.") @DefaultValue("[1, 2, 3]")
        List<Long> seeds,

        @Doc("Name to a map of the keys that differ from the base; an empty map for the base itself.")
        @DefaultValue("{}")
        Map<String, Node> variants,

        @Doc("Dotted key, such as fusion.depth, to a list of values; every combination is a trial.") @DefaultValue("{}")
        Map<String, List<Node>> grid,

        @Doc("all for every non-empty subset of data.modalities, or a list of lists of modalities; each is a trial.")
        @DefaultValue("[]")
        Node subsets,

        @Doc("Dotted key, such as data.validation.fold, to a list of values; every trial runs with each combination.")
        @DefaultValue("{}")
        Map<String, List<Node>> cross,

        @Doc(
                "all for every fold that the corpus defines, or a list of their numbers; short for the key of cross that chooses a fold of the base's data.")
        @DefaultValue("[]")
        Node folds,

        @Doc("Tunes variants by their validation figures before they are compared.")
        Optional<SearchConfig> search,

        @Doc(
                "parameters for as many learnt parameters in every line as in the base, or a map; hidden sizes are multiplied by one factor a line.")
        Optional<MatchConfig> match,

        @Doc(
                "Name to a line for which nothing is trained: it is computed from the predictions of other lines, for each seed that all of them finished.")
        @DefaultValue("{}")
        Map<String, CombineConfig> combine,

        @Doc(
                "Figures that others published, each {line, split, fold, values, source, note}; they are shown beside what is measured, and take no part in statistics.")
        @DefaultValue("[]")
        List<Published> published,

        @Doc("What is compared, declared before anything runs.")
        CompareConfig compare) {}
