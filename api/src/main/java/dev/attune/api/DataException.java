package dev.attune.api;

import java.util.List;

/**
 * Reports that data are missing or broken; the command line ends with exit code 3.
 *
 * <p>The message is written for the user: it names the file and the place, what was found and what was wanted. Where several things are
 * wrong, the exception has all of them, so that a user can mend them at once.
 *
 * @since 0.1
 */
@PublicApi(usage = PublicApi.Usage.CALL, state = PublicApi.State.STABLE, since = "0.1")
public final class DataException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** More would push the heading off the screen. */
    private static final int SHOWN = 20;

    @SuppressWarnings("serial") // what List.copyOf gives can be written
    private final List<String> findings;

    /**
     * Makes an exception with a message for the user.
     *
     * @param message complete sentences that name the place
     */
    public DataException(String message) {
        super(message);
        findings = List.of();
    }

    /**
     * Makes an exception with a message for the user and the cause for the log.
     *
     * @param message complete sentences that name the place
     * @param cause what was caught
     */
    public DataException(String message, Throwable cause) {
        super(message, cause);
        findings = List.of();
    }

    /**
     * Makes an exception of several findings, whose message is the heading and a numbered line for each of the first twenty.
     *
     * @param heading what they are about, and how many they are
     * @param findings at least one; complete sentences, each of which names its place and can be read without the heading
     */
    public DataException(String heading, List<String> findings) {
        super(heading + numbered(findings));
        this.findings = List.copyOf(findings);
    }

    private static String numbered(List<String> findings) {
        if (findings.isEmpty()) {
            throw new IllegalArgumentException("findings is empty");
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < Math.min(SHOWN, findings.size()); i++) {
            text.append("\n  ").append(i + 1).append(". ").append(findings.get(i));
        }
        if (findings.size() > SHOWN) {
            text.append("\n  and ").append(findings.size() - SHOWN).append(" more");
        }
        return text.toString();
    }

    /**
     * Returns all that was found, also what the message has no line for.
     *
     * @return the findings; of an exception that was made of a message, that message alone
     */
    public List<String> findings() {
        return findings.isEmpty() ? List.of(String.valueOf(getMessage())) : findings;
    }
}
