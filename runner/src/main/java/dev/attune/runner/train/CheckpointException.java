package dev.attune.runner.train;

import dev.attune.api.DataException;

/** Reports that a training cannot go on from what an earlier run left, and has to start again. */
public final class CheckpointException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes an exception.
     *
     * @param message one sentence that says what was found and what was wanted
     */
    public CheckpointException(String message) {
        super(message);
    }

    /**
     * Makes an exception with its cause.
     *
     * @param message one sentence that says what was found and what was wanted
     * @param cause what was caught
     */
    public CheckpointException(String message, Throwable cause) {
        super(message, cause);
    }

    /**
     * Makes an exception that says what its cause says.
     *
     * @param cause a fault of a file, in words for the user
     */
    public CheckpointException(DataException cause) {
        super(cause.getMessage(), cause);
    }
}
