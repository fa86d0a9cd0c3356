package dev.attune.runner.submission;

import dev.attune.api.DataException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Tells several problems in one message. */
final class Numbered {
    private static final int SHOWN = 20;

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
        String lines = IntStream.range(0, Math.min(SHOWN, problems.size()))
                .mapToObj(i -> "\n  " + (i + 1) + ". " + problems.get(i))
                .collect(Collectors.joining());
        String more = problems.size() > SHOWN ? "\n  and " + (problems.size() - SHOWN) + " more" : "";
        throw new DataException(source + " has " + problems.size() + (problems.size() == 1 ? " problem:" : " problems:")
                + lines + more);
    }
}
