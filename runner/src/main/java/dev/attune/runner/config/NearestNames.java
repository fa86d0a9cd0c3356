package dev.attune.runner.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Finds what a misspelt name was probably meant to be. */
public final class NearestNames {
    private static final int MOST = 3;
    private static final int LETTERS_PER_SLIP = 3;

    private NearestNames() {}

    /**
     * Returns the known names that are near, the nearest first, at most three.
     *
     * @param found what was written
     * @param known what exists
     */
    static List<String> of(String found, Collection<String> known) {
        return known.stream()
                .filter(name -> distance(found, name) <= Math.max(found.length(), name.length()) / LETTERS_PER_SLIP)
                .sorted(Comparator.<String>comparingInt(name -> distance(found, name))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(MOST)
                .toList();
    }

    /**
     * Returns the end of a sentence that helps: the near names, or all names.
     *
     * @param found what was written
     * @param known what exists
     * @param all what to call all of them, such as {@code known keys are}
     */
    public static String advice(String found, Collection<String> known, String all) {
        List<String> near = of(found, known);
        return near.isEmpty() ? all + " " + String.join(", ", known) : "did you mean " + alternatives(near) + "?";
    }

    /** Joins names to {@code a, b or c}. */
    static String alternatives(List<String> names) {
        int last = names.size() - 1;
        return last == 0 ? names.get(0) : String.join(", ", names.subList(0, last)) + " or " + names.get(last);
    }

    private static String normalise(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[-_ ]", "");
    }

    /** Counts insertions, deletions, substitutions and swaps of neighbours; a beginning counts as one. */
    private static int distance(String found, String name) {
        String a = normalise(found);
        String b = normalise(name);
        if (a.length() != b.length() && Math.min(a.length(), b.length()) >= 3 && (a.startsWith(b) || b.startsWith(a))) {
            return 1;
        }
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    cost[i][j] = i + j;
                    continue;
                }
                boolean same = a.charAt(i - 1) == b.charAt(j - 1);
                int best = Math.min(cost[i - 1][j - 1] + (same ? 0 : 1), Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    best = Math.min(best, cost[i - 2][j - 2] + 1);
                }
                cost[i][j] = best;
            }
        }
        return cost[a.length()][b.length()];
    }
}
