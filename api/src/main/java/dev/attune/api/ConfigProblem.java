package dev.attune.api;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * Says what is wrong with one option.
 *
 * @param option the key in kebab case, or empty for the component as a whole
 * @param message what was found and what was wanted, one sentence without a full stop, in terms of the user's file
 * @param conflictsWith the path of a second place that has a part in the problem, such as {@code data.window.length}
 * @since 0.1
 */
@PublicApi(usage = PublicApi.Usage.CALL, state = PublicApi.State.STABLE, since = "0.1")
public record ConfigProblem(String option, String message, Optional<String> conflictsWith) {
    /** Checks that nothing is missing. */
    public ConfigProblem {
        requireNonNull(option, "option is null");
        requireNonNull(message, "message is null");
        requireNonNull(conflictsWith, "conflictsWith is null");
    }

    /** Makes a problem that has one place. */
    public ConfigProblem(String option, String message) {
        this(option, message, Optional.empty());
    }
}
