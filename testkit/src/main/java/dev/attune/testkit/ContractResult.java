package dev.attune.testkit;

import static java.util.Objects.requireNonNull;

import dev.attune.api.PublicApi;
import java.time.Duration;
import java.util.Optional;

/**
 * What one check of a contract found.
 *
 * @param kind {@code plugin}, or the kind of the component, such as {@code fusion}
 * @param component the name of the component, or the id of the plugin
 * @param check what was checked, in words, such as {@code is deterministic in evaluation: 2 modalities}
 * @param status what came out
 * @param message of a check that did not pass: what is promised, what was found and what to do; empty of one that did
 * @param duration how long it took
 * @param failure what the check threw, for a log; empty where it threw nothing
 * @since 0.1
 */
@PublicApi(usage = PublicApi.Usage.CALL, state = PublicApi.State.EXPERIMENTAL, since = "0.1")
public record ContractResult(
        String kind,
        String component,
        String check,
        Status status,
        String message,
        Duration duration,
        Optional<Throwable> failure) {
    /** Checks for null, and that nothing fails without a word. */
    public ContractResult {
        requireNonNull(kind, "kind is null");
        requireNonNull(component, "component is null");
        requireNonNull(check, "check is null");
        requireNonNull(status, "status is null");
        requireNonNull(message, "message is null");
        requireNonNull(duration, "duration is null");
        requireNonNull(failure, "failure is null");
        if (message.isBlank() == (status != Status.PASSED)) {
            throw new IllegalArgumentException(
                    "a message is wanted of a check that did not pass, and of no other, found '" + message
                            + "' of one that " + status);
        }
    }

    /** What a check may come to. */
    public enum Status {
        /** The promise is kept. */
        PASSED,
        /** The promise is broken. */
        FAILED,
        /** Nobody knows: something that the check needs is not there. */
        SKIPPED
    }
}
