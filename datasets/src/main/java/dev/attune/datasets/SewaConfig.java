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
 * Options of the cross-cultural emotion sub-challenge of AVEC 2019, which is made of SEWA.
 *
 * @param root the folder of the sub-challenge
 * @param labels the folder of labels
 * @param features the folders of features, by modality
 * @param cultures which recordings
 * @param align how features are laid on labels
 * @param range of labels
 * @param allowMissing share of recordings without all files
 * @since 0.1
 */
public record SewaConfig(
        @Doc(
                "The folder that holds the folders of labels and of features, each with a file such as Train_DE_01.csv per recording.")
        Path root,

        @Doc("The folder of labels in root.") @DefaultValue("labels")
        String labels,

        @Doc("The folder in root that each modality has; by default every folder but labels is a modality of its name.")
        @DefaultValue("{}")
        Map<String, String> features,

        @Doc("The cultures whose recordings take part, such as [DE, HU]; by default all.") @DefaultValue("[]")
        List<String> cultures,

        @Doc(
                "How rows of features are laid on the frames of the labels; by default the nearest within a quarter of a second.")
        Optional<AlignConfig> align,

        @Doc("Least and greatest valid label; a label outside stops the run.") @DefaultValue("[-1.0, 1.0]")
        List<Double> range,

        @Doc("Share of the recordings that may lack a file of labels or features, and are then left out.")
        @DefaultValue("0.0")
        @Range(min = 0, max = 1)
        double allowMissing) {
    /** Checks ranges. */
    public SewaConfig {
        requireNonNull(root, "root is null");
        requireNonNull(labels, "labels is null");
        requireNonNull(align, "align is null");
        features = Collections.unmodifiableMap(new LinkedHashMap<>(requireNonNull(features, "features is null")));
        cultures = List.copyOf(requireNonNull(cultures, "cultures is null"));
        range = Ranges.require(requireNonNull(range, "range is null"));
        Ranges.requireShare(allowMissing);
    }
}
