package dev.attune.datasets;

import static java.util.Objects.requireNonNull;

import dev.attune.api.config.DefaultValue;
import dev.attune.api.config.Doc;
import dev.attune.api.config.Range;
import dev.attune.api.config.Shorthand;
import dev.attune.api.data.Split;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where the clips of one split of a packed corpus come from: a file of their own, or a part of another split's file.
 *
 * @param file an archive
 * @param from the split whose file gives a part of its clips; not the test split
 * @param by what decides which
 * @param folds number of folds, by clip
 * @param fold which fold
 * @param seed of the folds, by clip
 * @param column of the table, by column
 * @param values of that column
 * @param table a file with that column
 * @since 0.1
 */
@Shorthand("file")
public record SplitSource(
        @Doc("An .npz file that holds this split.") Optional<Path> file,

        @Doc("The split that gives a part of its file to this one and keeps the rest; test gives none.")
        Optional<Split> from,

        @Doc("What decides which clips move: clip deals them into random folds, column looks in a table.")
        @DefaultValue("clip")
        By by,

        @Doc("By clip: number of folds of about equal numbers of clips, or of groups of clips that belong together.")
        @DefaultValue("5")
        @Range(min = 2, max = 1_000_000)
        int folds,

        @Doc("Which fold moves: by clip 0 to folds - 1, by column the value of the column.")
        @DefaultValue("0")
        @Range(min = 0, max = 1_000_000)
        int fold,

        @Doc("By clip: seed of the folds; folds of one seed are disjoint.") @DefaultValue("0")
        long seed,

        @Doc("By column: the column of the table that tells folds apart; constant within a clip.")
        Optional<String> column,

        @Doc("By column: the values whose clips move, instead of the number in fold.") @DefaultValue("[]")
        List<String> values,

        @Doc("By column: the table, with one line per clip or per row; by default the .csv beside the .npz file.")
        Optional<Path> table) {
    /** Checks ranges. */
    public SplitSource {
        requireNonNull(file, "file is null");
        requireNonNull(from, "from is null");
        requireNonNull(by, "by is null");
        requireNonNull(column, "column is null");
        requireNonNull(table, "table is null");
        values = List.copyOf(requireNonNull(values, "values is null"));
        if (folds < 2) {
            throw new IllegalArgumentException("folds must be at least 2, found " + folds);
        }
        if (fold < 0) {
            throw new IllegalArgumentException("fold must be at least 0, found " + fold);
        }
        if (by == By.CLIP && fold >= folds) {
            throw new IllegalArgumentException("fold must be less than folds, found " + fold + " of " + folds);
        }
    }

    /** What decides which clips move from one split to another. */
    public enum By {
        /** Random folds of clips. */
        CLIP,
        /** The value of a column of a table. */
        COLUMN
    }

    /**
     * Makes a source of a whole file.
     *
     * @param file the archive
     */
    public static SplitSource of(Path file) {
        return new SplitSource(
                Optional.of(file), Optional.empty(), By.CLIP, 5, 0, 0, Optional.empty(), List.of(), Optional.empty());
    }

    /**
     * Makes a source of one random fold of another split's clips.
     *
     * @param from that split
     * @param folds number of folds
     * @param fold which
     * @param seed of the folds
     */
    public static SplitSource fold(Split from, int folds, int fold, long seed) {
        return new SplitSource(
                Optional.empty(),
                Optional.of(from),
                By.CLIP,
                folds,
                fold,
                seed,
                Optional.empty(),
                List.of(),
                Optional.empty());
    }

    /**
     * Makes a source of the clips of another split's file whose column has a number.
     *
     * @param from that split
     * @param column of the table beside the file
     * @param fold the number
     */
    public static SplitSource column(Split from, String column, int fold) {
        return new SplitSource(
                Optional.empty(),
                Optional.of(from),
                By.COLUMN,
                5,
                fold,
                0,
                Optional.of(column),
                List.of(),
                Optional.empty());
    }

    /** Returns the values of the column whose clips move. */
    List<String> wantedValues() {
        return values.isEmpty() ? List.of(String.valueOf(fold)) : values;
    }
}
