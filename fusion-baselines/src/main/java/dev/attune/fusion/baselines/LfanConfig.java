package dev.attune.fusion.baselines;

import static java.util.Objects.requireNonNull;

import dev.attune.api.config.DefaultValue;
import dev.attune.api.config.Doc;
import dev.attune.api.config.Range;
import dev.attune.api.config.Width;
import java.util.Optional;

/**
 * Options of leader-follower attention; the defaults are those of the published code.
 *
 * @param leader the modality that is passed on beside the attended features; the first when absent
 * @param width attended features of each modality, 1 to 65536, a multiple of heads
 * @param heads of the attention, 1 to 64
 * @param dropout probability of dropping an attended feature, 0 to 0.95
 * @since 0.1
 */
public record LfanConfig(
        @Doc("The modality that is passed on beside the attended features; without a name, the first.")
        Optional<String> leader,

        @DefaultValue("32")
        @Range(min = 1, max = Options.WIDEST)
        @Width(multipleOf = "heads")
        @Doc("Attended features of each modality; a multiple of heads.")
        int width,

        @DefaultValue("2") @Range(min = 1, max = Options.MOST_HEADS) @Doc("Heads of the attention over modalities.")
        int heads,

        @DefaultValue("0.1")
        @Range(min = 0, max = Options.MOST_DROPOUT)
        @Doc("Probability of dropping an attended feature.")
        double dropout) {
    /** Checks ranges. */
    public LfanConfig {
        requireNonNull(leader, "leader is null");
        Options.checkHeads(width, heads);
        Options.checkDropout(dropout);
    }
}
