package dev.attune.datasets;

import dev.attune.api.PublicApi;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Collects what of a corpus is incomplete. The option {@code allow-missing} says which share may be: so much is left out, and told; more is
 * refused, all of it at once.
 *
 * @since 0.1
 */
@PublicApi(usage = PublicApi.Usage.CALL, state = PublicApi.State.EXPERIMENTAL, since = "0.1")
public final class Omissions {
    private final String what;
    private final double allowMissing;
    private final List<String> incomplete = new ArrayList<>();

    /**
     * Starts without any.
     *
     * @param what is counted, in the plural, such as {@code recordings}
     * @param allowMissing the share of them that may be incomplete
     */
    public Omissions(String what, double allowMissing) {
        this.what = what;
        this.allowMissing = allowMissing;
    }

    /**
     * Takes one that is incomplete.
     *
     * @param sentence names it, and what it lacks
     */
    public void add(String sentence) {
        incomplete.add(sentence);
    }

    /**
     * Leaves out those that are incomplete, or, if they are more than is allowed, none.
     *
     * @param all how many there should be
     * @param findings takes what cannot be allowed
     * @return a sentence that sums up what is left out, and one for each; empty if nothing is
     */
    public List<String> settle(int all, Findings findings) {
        if (incomplete.isEmpty()) {
            return List.of();
        }
        int count = incomplete.size();
        int most = Findings.allowed(allowMissing, all);
        if (count > most) {
            // Rounded up, so that the number in the message is one that works.
            String needed = "allow-missing: " + share(Math.ceil(count * 1000.0 / all) / 1000);
            if (count == 1) {
                findings.add(incomplete.get(0) + "; " + needed + " would leave it out");
                return List.of();
            }
            findings.add(count + " of " + all + " " + what + " are incomplete, wanted at most " + most
                    + " as allow-missing: " + share(allowMissing) + " says; " + needed + " would leave them out");
            incomplete.forEach(findings::add);
            return List.of();
        }
        List<String> omitted = new ArrayList<>();
        omitted.add(count + " of " + all + " " + what + (count == 1 ? " is" : " are") + " left out, as allow-missing: "
                + share(allowMissing) + " allows");
        omitted.addAll(incomplete);
        return List.copyOf(omitted);
    }

    private static String share(double share) {
        return String.format(Locale.ROOT, "%.3f", share).replaceFirst("\\.?0+$", "");
    }
}
