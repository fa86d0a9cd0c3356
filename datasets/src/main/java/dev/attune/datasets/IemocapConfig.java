package dev.attune.datasets;

import static java.util.Objects.requireNonNull;

import dev.attune.api.config.DefaultValue;
import dev.attune.api.config.Doc;
import dev.attune.api.config.Range;
import java.nio.file.Path;
import java.util.List;

/**
 * Options of the interactive emotional dyadic motion capture corpus (IEMOCAP).
 *
 * @param root the folder with the sessions
 * @param store the feature store
 * @param fold the session that is tested on
 * @param emotions which categories take part
 * @param range of labels
 * @param allowMissing share of turns without features
 * @since 0.1
 */
public record IemocapConfig(
        @Doc("The folder that holds Session1 to Session5, each with dialog/EmoEvaluation.")
        Path root,

        @Doc("The feature store of the turns, with clips such as Ses01F_impro01_F000.")
        Path store,

        @Doc(
                "The session that is tested on, 1 to 5; the one before it validates (5 before 1), and the other three train.")
        @DefaultValue("5")
        @Range(min = 1, max = 5)
        int fold,

        @Doc("The categories whose turns take part, such as [ang, hap, exc, neu, sad]; by default all.")
        @DefaultValue("[]")
        List<String> emotions,

        @Doc("Least and greatest valid label; a label outside stops the run.") @DefaultValue("[1.0, 5.0]")
        List<Double> range,

        @Doc("Share of turns that the store may lack; they are then left out.")
        @DefaultValue("0.0")
        @Range(min = 0, max = 1)
        double allowMissing) {
    /** Number of sessions, each of two speakers who are in no other. */
    static final int SESSIONS = 5;

    /** Checks ranges. */
    public IemocapConfig {
        requireNonNull(root, "root is null");
        requireNonNull(store, "store is null");
        emotions = List.copyOf(requireNonNull(emotions, "emotions is null"));
        range = Ranges.require(requireNonNull(range, "range is null"));
        if (fold < 1 || fold > SESSIONS) {
            throw new IllegalArgumentException("fold must be from 1 to 5, found " + fold);
        }
        Ranges.requireShare(allowMissing);
    }
}
