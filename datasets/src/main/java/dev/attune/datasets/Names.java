package dev.attune.datasets;

import dev.attune.api.DataException;
import dev.attune.api.PublicApi;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Looks names up; when one does not exist, says which do and which is nearest.
 *
 * @since 0.1
 */
@PublicApi(usage = PublicApi.Usage.CALL, state = PublicApi.State.EXPERIMENTAL, since = "0.1")
public final class Names {
    private static final Pattern NOT_IN_FILE_NAMES = Pattern.compile("[\\\\/:*?\"<>|\\p{Cntrl}]");

    private Names() {}

    /** Returns a name with every character that file names do not have on some system replaced by an underscore. */
    static String ofFile(String name) {
        return NOT_IN_FILE_NAMES.matcher(name).replaceAll("_");
    }

    /**
     * Picks names in the order asked for.
     *
     * @param source what is searched, for messages
     * @param kind what the names name, in the singular
     * @param wanted the names asked for; empty for all
     * @param existing the names that exist
     * @throws DataException if a name does not exist
     */
    public static List<String> select(String source, String kind, List<String> wanted, Collection<String> existing) {
        if (wanted.isEmpty()) {
            return List.copyOf(existing);
        }
        wanted.forEach(name -> require(source, kind, name, existing));
        return wanted;
    }

    /**
     * Checks that a name exists.
     *
     * @throws DataException if it does not
     */
    static void require(String source, String kind, String name, Collection<String> existing) {
        if (!existing.contains(name)) {
            throw new DataException(source + ": found no " + kind + " " + name + "; " + hint(kind, name, existing));
        }
    }

    private static String hint(String kind, String name, Collection<String> existing) {
        if (existing.isEmpty()) {
            return "there is none";
        }
        return "the nearest is " + nearest(name, existing) + ", and every " + kind + " there is: "
                + String.join(", ", existing);
    }

    /**
     * Returns the candidate with the fewest edits to the name; the first of several.
     *
     * @param name what was found
     * @param candidates at least one
     */
    public static String nearest(String name, Collection<String> candidates) {
        return new ArrayList<>(candidates)
                .stream()
                        .min(Comparator.comparingInt(candidate -> distance(name, candidate)))
                        .orElseThrow();
    }

    /** Counts the insertions, deletions and substitutions that turn one word into the other (Levenshtein 1965). */
    private static int distance(String from, String to) {
        int[] previous = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int[] current = new int[to.length() + 1];
            current[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int substitution = previous[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(substitution, 1 + Math.min(previous[j], current[j - 1]));
            }
            previous = current;
        }
        return previous[to.length()];
    }
}
