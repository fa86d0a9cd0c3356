package dev.attune.runner.submission;

import dev.attune.api.DataException;
import java.util.List;

/** Tells several problems in one message. */
final class Numbered {
    private Numbered() {}

    /**
     * Does nothing if there is no problem.
     *
     * @param source where they are
     * @throws DataException with the first of them, and the number of the others
     */
    static void requireNone(String source, List<String> problems) {
        if (problems.isEmpty()) {
            return;
        }
        throw new DataException(
                source + " has " + problems.size() + (problems.size() == 1 ? " problem:" : " problems:"), problems);
    }
}
