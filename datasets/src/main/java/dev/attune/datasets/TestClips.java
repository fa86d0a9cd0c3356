package dev.attune.datasets;

import dev.attune.api.ConfigProblem;
import dev.attune.api.data.Split;
import java.util.Optional;

/** Keeps the clips of the test split out of the splits that models are trained and chosen on. */
final class TestClips {
    private TestClips() {}

    /**
     * Returns what is wrong if a split takes its clips from another.
     *
     * @param split the taker
     * @param from the giver
     */
    static Optional<ConfigProblem> check(Split split, Split from) {
        // Whoever could validate on test clips would see, and select on, scores that the seal of a study keeps closed.
        return from == Split.TEST && split != Split.TEST
                ? Optional.of(new ConfigProblem(
                        split.label(),
                        split.label() + " takes its clips from test, which is kept for the end; wanted "
                                + (split == Split.TRAIN ? "clips of its own" : "from: train")))
                : Optional.empty();
    }
}
