package dev.attune.datasets.npy;

import dev.attune.api.PublicApi;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/**
 * Puts into words why a file could not be read or written.
 *
 * <p>The message of the class library's exceptions is for most causes the path alone.
 *
 * @since 0.1
 */
@PublicApi(usage = PublicApi.Usage.CALL, state = PublicApi.State.EXPERIMENTAL, since = "0.1")
public final class FileFailure {
    private FileFailure() {}

    /**
     * Returns the reason, to follow a colon after what failed.
     *
     * @param cause what was caught
     * @return for example {@code access is denied}
     */
    public static String reason(IOException cause) {
        if (cause instanceof NoSuchFileException) {
            return "it does not exist";
        }
        if (cause instanceof AccessDeniedException) {
            return "access is denied";
        }
        if (cause instanceof FileAlreadyExistsException) {
            return "a file of that name exists already";
        }
        if (cause instanceof DirectoryNotEmptyException) {
            return "the folder is not empty";
        }
        if (cause instanceof NotDirectoryException) {
            return "it is not a folder";
        }
        if (cause instanceof CharacterCodingException) {
            return "it is not UTF-8 text";
        }
        if (cause instanceof EOFException) {
            return "it ends too early";
        }
        String message = cause instanceof FileSystemException failure ? failure.getReason() : cause.getMessage();
        return message == null || message.isBlank() ? cause.getClass().getSimpleName() : message;
    }
}
