package dev.attune.datasets.affwild2;

import static java.util.Objects.requireNonNull;

import dev.attune.api.config.DefaultValue;
import dev.attune.api.config.Doc;
import dev.attune.api.config.Range;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Options of Aff-Wild2.
 *
 * @param root the folder of the corpus
 * @param layout what is in it
 * @param features the feature store of the official layout
 * @param annotations the folder of the label files
 * @param splits a table instead of the annotations' folders
 * @param labels what becomes of rows without a label
 * @param fold which part of the labelled trials validates
 * @param allowMissing the share of trials that may lack files
 * @since 0.1
 */
public record Affwild2Config(
        @Doc("The folder of the corpus.") Path root,

        @Doc(
                "What is in the folder: official, the organisers' label files, with features in a store; or preprocessed, the RJCMA authors' folder of"
                        + " .npy files for each trial.")
        @DefaultValue("official")
        Layout layout,

        @Doc("The feature store that attune extract made of the raw videos; for the layout official, which needs it.")
        Optional<Path> features,

        @Doc("The folder with Train_Set and Validation_Set; if left out, VA_Estimation_Challenge in root.")
        Optional<Path> annotations,

        @Doc(
                "A csv file with the columns clip and split (train, validation or test), or the authors' dataset_info.pkl; its order is that of the"
                        + " folds. If left out, the layout preprocessed takes dataset_info.pkl or dataset_info_-1.pkl in root or beside it, unless annotations are"
                        + " named; else the folders of the annotations tell, in alphabetical order, and what has no annotation is test.")
        Optional<Path> splits,

        @Doc(
                "What becomes of frames without a label: masked keeps them, each target by itself; dropped leaves out those that have neither and joins"
                        + " the rest over the gaps, as the RJCMA authors did.")
        @DefaultValue("masked")
        Labels labels,

        @Doc(
                "Which of six blocks of the labelled trials validates: 0 is the official split, and k the paper's fold k, the last training block but"
                        + " k - 1.")
        @DefaultValue("0")
        @Range(min = 0, max = Blocks.COUNT - 1)
        int fold,

        @Doc("The share of trials that may lack files, from 0 to 1; those that do are left out, and named.")
        @DefaultValue("0")
        @Range(min = 0, max = 1)
        double allowMissing) {
    /** Checks ranges. */
    public Affwild2Config {
        requireNonNull(root, "root is null");
        requireNonNull(layout, "layout is null");
        requireNonNull(features, "features is null");
        requireNonNull(annotations, "annotations is null");
        requireNonNull(splits, "splits is null");
        requireNonNull(labels, "labels is null");
        if (fold < 0 || fold >= Blocks.COUNT) {
            throw new IllegalArgumentException("fold must be between 0 and " + (Blocks.COUNT - 1) + ", found " + fold);
        }
        if (!(allowMissing >= 0 && allowMissing <= 1)) {
            throw new IllegalArgumentException("allow-missing must be between 0 and 1, found " + allowMissing);
        }
    }

    /** What is in the folder. */
    public enum Layout {
        /** The organisers' annotations, and a feature store. */
        OFFICIAL,
        /** A folder of arrays for each trial. */
        PREPROCESSED
    }

    /** What becomes of frames without a label. */
    public enum Labels {
        /** They stay, with NaN for each target that has none. */
        MASKED,
        /** Those that have neither label are left out. */
        DROPPED
    }

    /** Returns the folder of the label files. */
    Path annotationFolder() {
        return annotations.orElse(root.resolve("VA_Estimation_Challenge"));
    }
}
