package dev.attune.api;

/**
 * Reports that the user's configuration is wrong; the command line ends with exit code 2.
 *
 * <p>The message is written for the user: it names the file and the place, what was found and what was wanted.
 *
 * @since 0.1
 */
@PublicApi(usage = PublicApi.Usage.CALL, state = PublicApi.State.STABLE, since = "0.1")
public final class ConfigException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes an exception with a message for the user.
     *
     * @param message complete sentences that name the place
     */
    public ConfigException(String message) {
        super(message);
    }

    /**
     * Makes an exception with a message for the user and the cause for the log.
     *
     * @param message complete sentences that name the place
     * @param cause what was caught
     */
    public ConfigException(String message, Throwable cause) {
        super(message, cause);
    }
}
