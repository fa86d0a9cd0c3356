package dev.attune.runner.train;

/** Reports that a training cannot go on; the trial counts as failed and a study continues. The message is for the user. */
public final class TrialFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes an exception.
     *
     * @param message what happened and where
     */
    public TrialFailedException(String message) {
        super(message);
    }

    /**
     * Makes an exception that says more of another.
     *
     * @param message what happened and where
     * @param cause the other
     */
    public TrialFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
