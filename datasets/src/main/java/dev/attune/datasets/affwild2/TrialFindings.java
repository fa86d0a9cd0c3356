package dev.attune.datasets.affwild2;

import dev.attune.api.DataException;
import dev.attune.datasets.Findings;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Collects what is wrong with the trials of a corpus, some of which may lack files, so that it is told at once. */
final class TrialFindings {
    private final String corpus;
    private final double allowMissing;
    private final List<String> faults = new ArrayList<>();
    private final List<String> missing = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    /**
     * Makes it.
     *
     * @param corpus what messages call the corpus
     * @param allowMissing the share of trials that may lack files
     */
    TrialFindings(String corpus, double allowMissing) {
        this.corpus = corpus;
        this.allowMissing = allowMissing;
    }

    /** Takes what is wrong with a file; nobody can allow it. */
    void fault(String sentence) {
        faults.add(sentence);
    }

    /** Takes what is wrong with a file, as the reading of it says. */
    void fault(DataException problem) {
        faults.add(String.valueOf(problem.getMessage()));
    }

    /** Takes a trial that lacks files. */
    void missing(String trial, String reason) {
        missing.add(trial + ": " + reason);
    }

    /** Takes what the user should know of a corpus that can be used. */
    void note(String sentence) {
        notes.add(sentence);
    }

    /**
     * Checks that what was found may stay.
     *
     * @param trials how many the corpus lists
     * @return what was left out, and the notes, one sentence each
     * @throws DataException if there are faults, or more trials lack files than are allowed
     */
    List<String> settle(int trials) {
        boolean tooMany = missing.size() > Findings.allowed(allowMissing, trials);
        List<String> problems = new ArrayList<>(faults);
        if (tooMany) {
            problems.addAll(missing);
        }
        if (!problems.isEmpty()) {
            throw new DataException(heading(problems.size(), tooMany, trials) + Findings.numbered(problems));
        }
        List<String> told = new ArrayList<>();
        if (!missing.isEmpty()) {
            told.add(missing.size() + " of " + trials + " trials are left out, as allow-missing: " + share(allowMissing)
                    + " allows");
            told.addAll(missing);
        }
        told.addAll(notes);
        return List.copyOf(told);
    }

    private String heading(int problems, boolean tooMany, int trials) {
        String heading = corpus + " has " + problems + (problems == 1 ? " problem" : " problems");
        if (!tooMany) {
            return heading + ":";
        }
        // Rounded up, so that the number in the message is one that works.
        double needed = Math.ceil(missing.size() * 1000.0 / trials) / 1000;
        return heading + "; " + missing.size() + " of " + trials + " trials lack files, wanted at most "
                + Findings.allowed(allowMissing, trials) + " as allow-missing: " + share(allowMissing)
                + " says (" + share(needed) + " would leave them out):";
    }

    private static String share(double share) {
        String text = String.format(Locale.ROOT, "%.3f", share);
        return text.replaceFirst("\\.?0+$", "");
    }
}
