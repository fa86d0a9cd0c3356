package dev.attune.datasets.affwild2;

import dev.attune.api.DataException;
import dev.attune.datasets.Findings;
import dev.attune.datasets.Omissions;
import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with the trials of a corpus, some of which may lack files, so that it is told at once. */
final class TrialFindings {
    private final String corpus;
    private final List<String> faults = new ArrayList<>();
    private final Omissions missing;
    private final List<String> leftOut = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    /**
     * Makes it.
     *
     * @param corpus what messages call the corpus
     * @param allowMissing the share of trials that may lack files
     */
    TrialFindings(String corpus, double allowMissing) {
        this.corpus = corpus;
        this.missing = new Omissions("trials", allowMissing);
    }

    /** Takes what is wrong with a file; nobody can allow it. */
    void fault(String sentence) {
        faults.add(sentence);
    }

    /** Takes what is wrong with a file, as the reading of it says. */
    void fault(DataException problem) {
        faults.addAll(problem.findings());
    }

    /** Takes a trial that lacks files. */
    void missing(String trial, String reason) {
        missing.add(trial + ": " + reason);
    }

    /** Takes what an option leaves out of what is there. */
    void leftOut(String sentence) {
        leftOut.add(sentence);
    }

    /** Takes what the user should know of a corpus that can be used. */
    void note(String sentence) {
        notes.add(sentence);
    }

    /**
     * Says what became the test split because nothing says what else it is.
     *
     * @param count how many
     * @param what they are, in the singular
     * @param where they are
     */
    void noteTest(int count, String what, String where) {
        if (count > 0) {
            note(count + " " + what + (count == 1 ? "" : "s") + " of " + where
                    + (count == 1 ? " has no label file and is" : " have no label file and are")
                    + " the test split; splits: FILE would check " + (count == 1 ? "its name" : "their names"));
        }
    }

    /**
     * Says what belongs to no split.
     *
     * @param names of what
     * @param what they name, in the singular
     * @param where they are
     * @param lister what would have them if they belonged to a split
     */
    void noteUnused(List<String> names, String what, String where, String lister) {
        if (!names.isEmpty()) {
            boolean one = names.size() == 1;
            note(names.size() + " " + what + (one ? "" : "s") + " of " + where + (one ? " is" : " are")
                    + " left out, since " + lister + " does not name " + (one ? "it: " : "them; the first is ")
                    + names.get(0));
        }
    }

    /**
     * Checks that what was found may stay.
     *
     * @param trials how many the corpus lists
     * @return what is left out, a sentence each, the one that sums it up first
     * @throws DataException if there are faults, or more trials lack files than are allowed; with all of both
     */
    List<String> settle(int trials) {
        Findings problems = new Findings(corpus);
        faults.forEach(problems::add);
        List<String> omitted = new ArrayList<>(missing.settle(trials, problems));
        if (problems.size() > 0) {
            throw new DataException(
                    corpus + " has " + problems.size() + (problems.size() == 1 ? " problem:" : " problems:"),
                    problems.all());
        }
        omitted.addAll(leftOut);
        return List.copyOf(omitted);
    }

    /** Returns what the user should know of a corpus that can be used. */
    List<String> notes() {
        return List.copyOf(notes);
    }
}
