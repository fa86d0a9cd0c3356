package dev.attune.runner.config;

import dev.attune.api.config.DefaultValue;
import dev.attune.api.config.Doc;
import dev.attune.api.config.Range;
import java.util.List;

/**
 * A line that is computed from the predictions of others, as it is written.
 *
 * @param of names of lines
 * @param by how
 * @param penalty of a ridge regression
 */
record CombineConfig(
        @Doc("The lines of this study that are combined, at least two: variants, points of the grid or subsets.")
        List<String> of,

        @Doc(
                "mean averages the predictions; ridge regresses the labels on them, fitted on validation; oracle knows the labels and is no model: it takes, of each clip and target, the source with the least squared error, which is no bound for other metrics.")
        Combination.Method by,

        @Doc(
                "Of ridge alone: what is added to the sums of squares of the predictions over labelled frames; the intercept is not penalised.")
        @DefaultValue("1.0")
        @Range(min = 0)
        double penalty) {}
