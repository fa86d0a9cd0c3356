package dev.attune.runner.trial;

import static java.util.Objects.requireNonNull;

/** How a run of a trial ended, if it did not fail. */
public sealed interface TrialOutcome {
    /**
     * The trial is over, and its result is in its folder.
     *
     * @param result what it found
     */
    record Finished(TrialResult result) implements TrialOutcome {
        /** Checks that there is a result. */
        public Finished {
            requireNonNull(result, "result is null");
        }
    }

    /**
     * The trial reached its {@link Goal} and can go on: its state after the last epoch is in its folder.
     *
     * @param epoch how many epochs were run so far, at least 1; more than the goal's if an earlier run went further
     */
    record Paused(int epoch) implements TrialOutcome {
        /** Checks the number. */
        public Paused {
            if (epoch < 1) {
                throw new IllegalArgumentException("epoch must be at least 1, found " + epoch);
            }
        }
    }
}
