package dev.attune.runner.trial;

/**
 * How far a trial is to be trained.
 *
 * @param epochs counted from the trial's start; once so many were run, a trial that is not over pauses. At least 1
 */
public record Goal(int epochs) {
    /** To the end. */
    public static final Goal FINISH = new Goal(Integer.MAX_VALUE);

    /** Checks the number. */
    public Goal {
        if (epochs < 1) {
            throw new IllegalArgumentException("epochs must be at least 1, found " + epochs);
        }
    }
}
