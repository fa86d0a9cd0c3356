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
 * Options of a corpus of computational sequences, as the CMU-MultimodalSDK publishes CMU-MOSI, CMU-MOSEI and POM.
 *
 * @param root the folder of the files
 * @param features the file of each modality
 * @param labels the file of labels
 * @param labelNames names of its columns
 * @param align the modality whose rows are the frames
 * @param partition the table of splits
 * @param range of labels
 * @param allowMissing share of recordings that may be missing
 * @since 0.1
 */
public record CsdConfig(
        @Doc("The folder that holds the .csd files and the table of splits.")
        Path root,

        @Doc("The .csd file of each modality, such as {text: CMU_MOSI_TimestampedWordVectors.csd}.")
        Map<String, String> features,

        @Doc("The .csd file of labels, such as CMU_MOSI_Opinion_Labels.csd; each of its rows is a clip.")
        String labels,

        @Doc("The targets in the columns of labels.") @DefaultValue("[sentiment]")
        List<String> labelNames,

        @Doc(
                "The modality whose rows, mostly words, are the frames; of others a frame has the mean; by default the first.")
        Optional<String> align,

        @Doc("The table of splits: recordings first, then train, valid or test; relative to root.")
        @DefaultValue("partition.csv")
        String partition,

        @Doc("Least and greatest valid label; a label outside stops the run.") @DefaultValue("[-3.0, 3.0]")
        List<Double> range,

        @Doc(
                "Share of the recordings in the table of splits that may have no labels or no frames, and are then left out.")
        @DefaultValue("0.0")
        @Range(min = 0, max = 1)
        double allowMissing) {
    /** Checks ranges. */
    public CsdConfig {
        requireNonNull(root, "root is null");
        requireNonNull(labels, "labels is null");
        requireNonNull(align, "align is null");
        requireNonNull(partition, "partition is null");
        features = Collections.unmodifiableMap(new LinkedHashMap<>(requireNonNull(features, "features is null")));
        labelNames = List.copyOf(requireNonNull(labelNames, "labelNames is null"));
        range = Ranges.require(requireNonNull(range, "range is null"));
        if (features.isEmpty()) {
            throw new IllegalArgumentException("features must name at least one modality, found none");
        }
        if (labelNames.isEmpty()) {
            throw new IllegalArgumentException("label-names must name at least one target, found none");
        }
        if (align.isPresent() && !features.containsKey(align.get())) {
            throw new IllegalArgumentException("align must be one of the modalities "
                    + String.join(", ", features.keySet()) + ", found " + align.get());
        }
        Ranges.requireShare(allowMissing);
    }

    /** Returns the modality whose rows are the frames. */
    String pivot() {
        return align.orElseGet(() -> features.keySet().iterator().next());
    }
}
