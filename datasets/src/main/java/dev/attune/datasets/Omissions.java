package dev.attune.datasets;

import java.util.Collection;
import java.util.List;

/** Says what a corpus lacks, and leaves it out where the options allow for it. */
final class Omissions {
    private Omissions() {}

    /**
     * Returns the sentence for a recording.
     *
     * @param source where it is named
     * @param recording its name
     * @param lack what is missing, such as {@code which labels.csd does not have}
     */
    static String sentence(String source, String recording, String lack) {
        return source + ": found the recording " + recording + ", " + lack + "; take it out, or set allow-missing";
    }

    /**
     * Returns what is left out; if that is more than is allowed, nothing is, and all of it is among the findings.
     *
     * @param missing one sentence each
     * @param share of all that may be missing
     * @param all how many there should be
     * @param findings takes what cannot be allowed
     */
    static List<String> allowed(Collection<String> missing, double share, int all, Findings findings) {
        if (missing.size() <= Findings.allowed(share, all)) {
            return List.copyOf(missing);
        }
        missing.forEach(findings::add);
        return List.of();
    }
}
