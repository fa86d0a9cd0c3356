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
    private static final int MOST_SHOWN = 20;

    private final String corpus;
    private final List<String> findings = new ArrayList<>();

    /**
     * @param corpus how messages name the corpus
     */
    Findings(String corpus) {
        this.corpus = corpus;
    }

    /** Returns what was found. */
    List<String> all() {
        return List.copyOf(findings);
    }

    int size() {
        return findings.size();
    }

    void add(String finding) {
        findings.add(finding);
    }

    /** Adds what a step throws; the step after it still runs. */
    void collect(Runnable step) {
        try {
            step.run();
        } catch (DataException e) {
            add(String.valueOf(e.getMessage()));
        }
    }

    /**
     * Refuses the corpus if anything was found.
     *
     * @throws DataException with one numbered line for each finding, the first twenty
     */
    void refuse() {
        if (findings.isEmpty()) {
            return;
        }
        if (findings.size() == 1) {
            throw new DataException(findings.get(0));
        }
        throw new DataException(corpus + ": found " + findings.size() + " problems" + numbered(findings));
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

    /**
     * Writes findings as numbered lines, the first twenty of them, and how many more there are.
     *
     * @param findings one sentence each
     * @return the lines, each after a line feed
     */
    public static String numbered(List<String> findings) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < Math.min(MOST_SHOWN, findings.size()); i++) {
            text.append("\n  ").append(i + 1).append(". ").append(findings.get(i));
        }
        if (findings.size() > MOST_SHOWN) {
            text.append("\n  and ").append(findings.size() - MOST_SHOWN).append(" more");
        }
        return text.toString();
    }
}
