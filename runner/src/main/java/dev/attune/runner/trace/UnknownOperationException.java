package dev.attune.runner.trace;

/** Reports that a model does something that cannot be recorded; the message names it. */
public final class UnknownOperationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes an exception.
     *
     * @param operation what cannot be recorded, such as {@code NDArray.topK}
     */
    public UnknownOperationException(String operation) {
        super(operation);
    }
}
