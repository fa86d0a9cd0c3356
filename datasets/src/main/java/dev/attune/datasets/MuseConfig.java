package dev.attune.datasets;

import static java.util.Objects.requireNonNull;

import dev.attune.api.config.DefaultValue;
import dev.attune.api.config.Doc;
import dev.attune.api.config.Range;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Options of a sub-challenge of the Multimodal Sentiment Analysis challenge (MuSe), in the layout of 2021 to 2024.
 *
 * @param root the folder of the sub-challenge
 * @param features the folders of features, by modality
 * @param partition the table of splits
 * @param timeUnit of all tables
 * @param align how features are laid on labels
 * @param range of labels
 * @param allowMissing share of recordings without all files
 * @since 0.1
 */
public record MuseConfig(
        @Doc("The folder of a sub-challenge, which holds feature_segments, label_segments and metadata.")
        Path root,

        @Doc(
                "The folder in feature_segments that each modality has; by default every folder is a modality of its name.")
        @DefaultValue("{}")
        Map<String, String> features,

        @Doc("The table of splits: names first, then train, devel or test; relative to root.")
        @DefaultValue("metadata/partition.csv")
        String partition,

        @Doc("What 1 is in the columns of times.") @DefaultValue("milliseconds")
        TimeUnit timeUnit,

        @Doc(
                "How rows of features are laid on the frames of the labels; by default the nearest within a quarter of a second.")
        Optional<AlignConfig> align,

        @Doc("Least and greatest valid label; a label outside stops the run.") @DefaultValue("[-1.0, 1.0]")
        List<Double> range,

        @Doc(
                "Share of the recordings in the table of splits that may lack a file of labels or features, and are then left out.")
        @DefaultValue("0.0")
        @Range(min = 0, max = 1)
        double allowMissing) {
    /** Checks ranges. */
    public MuseConfig {
        requireNonNull(root, "root is null");
        requireNonNull(partition, "partition is null");
        requireNonNull(timeUnit, "timeUnit is null");
        requireNonNull(align, "align is null");
        // Order is the order of modalities, which Map.copyOf would lose.
        features = Collections.unmodifiableMap(new LinkedHashMap<>(requireNonNull(features, "features is null")));
        range = Ranges.require(requireNonNull(range, "range is null"));
        Ranges.requireShare(allowMissing);
    }

    /** What times are counted in. */
    public enum TimeUnit {
        /** 1/1000 s. */
        MILLISECONDS,
        /** 1 s. */
        SECONDS;

        /** Returns how many seconds 1 is. */
        double seconds() {
            return this == SECONDS ? 1 : 1e-3;
        }
    }
}
