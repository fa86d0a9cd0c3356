package dev.attune.datasets;

import static java.util.Objects.requireNonNull;

import dev.attune.api.config.DefaultValue;
import dev.attune.api.config.Doc;
import dev.attune.api.config.Range;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Options of the One-Minute Gradual-Emotion corpus (OMG-Emotion).
 *
 * @param root the folder with the tables
 * @param store the feature store
 * @param train the table of training utterances
 * @param validation the table of validation utterances
 * @param test the table of test utterances
 * @param allowMissing share of utterances without features
 * @since 0.1
 */
public record OmgConfig(
        @Doc("The folder that holds the tables of utterances.")
        Path root,

        @Doc("The feature store of the recordings, with clips such as 74de88564-utterance_1.")
        Path store,

        @Doc("The table of training utterances, in root.") @DefaultValue("omg_TrainVideos.csv")
        String train,

        @Doc("The table of validation utterances, in root.") @DefaultValue("omg_ValidationVideos.csv")
        String validation,

        @Doc("The table of test utterances, in root; without it there is no test split.")
        Optional<String> test,

        @Doc("Share of utterances that the store may lack, such as those whose video is gone; they are then left out.")
        @DefaultValue("0.0")
        @Range(min = 0, max = 1)
        double allowMissing) {
    /** Checks ranges. */
    public OmgConfig {
        requireNonNull(root, "root is null");
        requireNonNull(store, "store is null");
        requireNonNull(train, "train is null");
        requireNonNull(validation, "validation is null");
        requireNonNull(test, "test is null");
        Ranges.requireShare(allowMissing);
    }
}
