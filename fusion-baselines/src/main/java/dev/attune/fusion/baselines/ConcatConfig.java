package dev.attune.fusion.baselines;

import dev.attune.api.config.DefaultValue;
import dev.attune.api.config.Doc;
import dev.attune.api.config.Range;
import dev.attune.api.config.Width;
import java.util.List;

/**
 * Options of concatenation.
 *
 * @param hidden units of each hidden layer after the concatenation, 1 to 65536 each; none by default, as the head
 *     follows
 * @param dropout probability of dropping a hidden unit, 0 to 0.95; 0 where there is no hidden layer
 * @since 0.1
 */
public record ConcatConfig(
        @Width
        @DefaultValue("[]")
        @Range(min = 1, max = Options.WIDEST)
        @Doc("Units of each hidden layer between the concatenation and the head.")
        List<Integer> hidden,

        @DefaultValue("0")
        @Range(min = 0, max = Options.MOST_DROPOUT)
        @Doc("Probability of dropping a hidden unit; needs a hidden layer.")
        double dropout) {
    /** Copies the list and checks ranges. */
    public ConcatConfig {
        hidden = List.copyOf(hidden);
        hidden.forEach(units -> Options.checkBetween("hidden", units, 1, Options.WIDEST));
        Options.checkDropout(dropout);
        if (dropout > 0 && hidden.isEmpty()) {
            throw new IllegalArgumentException(
                    "dropout drops hidden units and needs at least one layer in hidden, found " + dropout
                            + " and none");
        }
    }
}
