package dev.attune.datasets;

import static java.util.Objects.requireNonNull;

import dev.attune.api.config.DefaultValue;
import dev.attune.api.config.Doc;
import dev.attune.api.config.Range;
import dev.attune.api.data.Split;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Options of a packed corpus: {@code .npz} files whose arrays are the clips' sequences, one after the other.
 *
 * @param train where the training clips come from
 * @param validation where the validation clips come from
 * @param test where the test clips come from
 * @param labels name of the array with the labels
 * @param labelNames names of its columns
 * @param kind what kind of labels it has
 * @param range of continuous labels
 * @param missingLabel values that stand for a missing label
 * @param clipColumn column of the table that tells clips apart
 * @param clipLength rows per clip, where nothing tells clips apart
 * @param idColumn column of the table that names clips
 * @param groupColumn column of the table that names what clips have in common
 * @since 0.1
 */
public record PackedConfig(
        @Doc("The training clips: a file, or a part of another split's file.")
        Optional<SplitSource> train,

        @Doc("The validation clips: a file, or a part of another split's file.")
        Optional<SplitSource> validation,

        @Doc("The test clips: a file, or a part of another split's file.")
        Optional<SplitSource> test,

        @Doc("The array of labels; by default the only one whose name starts with labels.")
        Optional<String> labels,

        @Doc("The targets in the columns of labels; by default the words after labels_ in the array's name.")
        @DefaultValue("[]")
        List<String> labelNames,

        @Doc("What the labels are; auto takes a column of nothing but 0 and 1 in the training file for binary.")
        @DefaultValue("auto")
        Kind kind,

        @Doc("Least and greatest valid value of continuous labels; a label outside stops the run.")
        @DefaultValue("[-1.0, 1.0]")
        List<Double> range,

        @Doc("Values that stand for a missing label, such as -5; NaN always does.") @DefaultValue("[]")
        List<Double> missingLabel,

        @Doc(
                "Where there is no array lengths: column of the .csv beside each file; rows of one value in a run are a clip.")
        Optional<String> clipColumn,

        @Doc("Where there is neither an array lengths nor clip-column: rows per clip.")
        @DefaultValue("64")
        @Range(min = 1, max = 1_000_000)
        int clipLength,

        @Doc("Column of the .csv beside each file that names clips; by default they are numbered.")
        Optional<String> idColumn,

        @Doc(
                "Column of the .csv beside each file that names what makes clips dependent, such as the speaker; constant within a"
                        + " clip. Clips of one group are drawn together in intervals and tests, and are in one fold by clip.")
        Optional<String> groupColumn) {
    /** Checks ranges. */
    public PackedConfig {
        requireNonNull(train, "train is null");
        requireNonNull(validation, "validation is null");
        requireNonNull(test, "test is null");
        requireNonNull(labels, "labels is null");
        requireNonNull(kind, "kind is null");
        requireNonNull(clipColumn, "clipColumn is null");
        requireNonNull(idColumn, "idColumn is null");
        requireNonNull(groupColumn, "groupColumn is null");
        labelNames = List.copyOf(requireNonNull(labelNames, "labelNames is null"));
        range = Ranges.require(requireNonNull(range, "range is null"));
        missingLabel = List.copyOf(requireNonNull(missingLabel, "missingLabel is null"));
        if (clipLength < 1) {
            throw new IllegalArgumentException("clip-length must be at least 1, found " + clipLength);
        }
    }

    /** What kind of labels a corpus has. */
    public enum Kind {
        /** Binary where a column has nothing but 0 and 1, else continuous. */
        AUTO,
        /** Any number in the range. */
        CONTINUOUS,
        /** 0 or 1. */
        BINARY
    }

    /** Returns the splits that are configured. */
    Map<Split, SplitSource> sources() {
        Map<Split, SplitSource> sources = new EnumMap<>(Split.class);
        train.ifPresent(source -> sources.put(Split.TRAIN, source));
        validation.ifPresent(source -> sources.put(Split.VALIDATION, source));
        test.ifPresent(source -> sources.put(Split.TEST, source));
        return sources;
    }
}
