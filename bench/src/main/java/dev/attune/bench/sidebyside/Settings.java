package dev.attune.bench.sidebyside;

import java.nio.file.Path;
import java.util.List;

/**
 * What is measured how often.
 *
 * @param cases whose steps are measured
 * @param rounds of alternation
 * @param steps in a round
 * @param threads of each side
 * @param out takes results and what both sides exchange
 * @param storeGigabytes size of the corpus that is read
 */
record Settings(List<Case> cases, int rounds, int steps, int threads, Path out, double storeGigabytes) {
    Settings {
        cases = List.copyOf(cases);
        requireAtLeastOne("rounds", rounds);
        requireAtLeastOne("steps", steps);
        requireAtLeastOne("threads", threads);
        if (!(storeGigabytes > 0)) {
            throw new IllegalArgumentException("store-gb must be more than 0, found " + storeGigabytes);
        }
    }

    private static void requireAtLeastOne(String option, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(option + " must be at least 1, found " + value);
        }
    }

    /** Returns the file that both sides start from. */
    Path exchange(Case measured) {
        return out.resolve("exchange").resolve(measured.label() + ".safetensors");
    }
}
