package dev.attune.runner.config;

import dev.attune.api.config.DefaultValue;
import dev.attune.api.config.Doc;
import dev.attune.api.config.Range;
import dev.attune.api.config.Shorthand;
import java.util.Optional;

/**
 * What a study makes equal in all its lines.
 *
 * @param quantity what
 * @param parameters how many
 * @param tolerance how far a line may be from that, as a share
 */
@Shorthand("quantity")
record MatchConfig(
        @Doc("What is made equal, by making hidden sizes of each line greater or smaller by one factor.")
        @DefaultValue("parameters")
        Quantity quantity,

        @Doc("How many learnt parameters each line gets; without a number, as many as the base has as it is written.")
        @Range(min = 1, max = 1e9)
        Optional<Long> parameters,

        @Doc("How far the number of a line may be from that, as a share of it.")
        @DefaultValue("0.05")
        @Range(min = 0.001, max = 0.5)
        double tolerance) {
    /** What can be made equal. */
    enum Quantity {
        /** The number of learnt parameters. */
        PARAMETERS
    }
}
