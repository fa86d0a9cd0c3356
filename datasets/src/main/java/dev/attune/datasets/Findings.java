package dev.attune.datasets;

import dev.attune.api.DataException;
import dev.attune.api.PublicApi;
import java.util.ArrayList;
import java.util.List;

/**
 * Collects what is wrong with a corpus, so that a user reads all of it at once.
 *
 * @since 0.1
 */
@PublicApi(usage = PublicApi.Usage.CALL, state = PublicApi.State.EXPERIMENTAL, since = "0.1")
public final class Findings {
    private final String corpus;
    private final List<String> findings = new ArrayList<>();

    /**
     * Starts without a finding.
     *
     * @param corpus how messages name the corpus, or the file
     */
    public Findings(String corpus) {
        this.corpus = corpus;
    }

    /** Returns what was found. */
    public List<String> all() {
        return List.copyOf(findings);
    }

    /** Returns how much was found. */
    public int size() {
        return findings.size();
    }

    /**
     * Adds a finding.
     *
     * @param finding a complete sentence that names its place
     */
    public void add(String finding) {
        findings.add(finding);
    }

    /**
     * Adds all that a step finds; the step after it still runs.
     *
     * @param step may throw a {@link DataException}
     */
    public void collect(Runnable step) {
        try {
            step.run();
        } catch (DataException e) {
            findings.addAll(e.findings());
        }
    }

    /**
     * Refuses the corpus if anything was found.
     *
     * @throws DataException with all findings
     */
    public void refuse() {
        if (findings.isEmpty()) {
            return;
        }
        if (findings.size() == 1) {
            throw new DataException(findings.get(0));
        }
        throw new DataException(corpus + ": found " + findings.size() + " problems", findings);
    }

    /**
     * Returns how many of something may be missing.
     *
     * @param share of them
     * @param all how many there should be
     */
    public static int allowed(double share, int all) {
        return (int) Math.floor(share * all + 1e-9); // 0.29 of 100 is a little less than 29 in binary
    }
}
