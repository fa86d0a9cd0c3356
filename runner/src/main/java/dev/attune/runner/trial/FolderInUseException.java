package dev.attune.runner.trial;

/** Reports that another program, or another thread, works in a folder. The message is for the user. */
public final class FolderInUseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    FolderInUseException(String message) {
        super(message);
    }
}
