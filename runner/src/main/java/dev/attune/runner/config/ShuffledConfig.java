package dev.attune.runner.config;

import dev.attune.api.config.DefaultValue;
import dev.attune.api.config.Doc;
import dev.attune.api.config.Shorthand;
import java.util.List;

/**
 * Modalities that each clip gets from another clip, to find out whether a model uses them.
 *
 * @param modalities which, at least one
 * @param seed decides, together with the names of the clips, which clip gets those of which
 */
@Shorthand("modalities")
public record ShuffledConfig(
        @Doc(
                "Modalities of which each clip gets the sequences of another clip of its split, in training, validation and test.")
        List<String> modalities,

        @Doc(
                "Decides, with the names of the clips, which clip gets those of which; not the seed of a trial, so that all trials of a study see the same.")
        @DefaultValue("1")
        long seed) {
    /** Sorts the names, so that their order makes no other experiment; whoever writes the key means to shuffle something. */
    public ShuffledConfig {
        if (modalities.isEmpty()) {
            throw new IllegalArgumentException(
                    "found no modality, wanted at least one; without shuffled, none is shuffled");
        }
        modalities = modalities.stream().sorted().toList();
    }
}
