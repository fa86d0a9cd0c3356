package dev.attune.runner.trial;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Gathers what there is to say of the corpora of a study, cut by cut, and says each thing once.
 *
 * <p>What is so in every cut stands alone. What is particular to some corpora, or to some folds of a corpus, is told with them.
 */
final class CutFindings {
    /** More would push the sentence itself off the screen. */
    private static final int NAMED = 3;

    /** The folds that a study uses of each corpus; a corpus without folds has one, whose name is empty. */
    private final Map<String, Set<String>> folds = new LinkedHashMap<>();

    private final Map<String, Map<String, Set<String>>> said = new LinkedHashMap<>();

    /**
     * Takes notice of a cut, before anything is said of any.
     *
     * @param corpus the name of a corpus
     * @param fold the name of a fold of it; empty if it has none
     */
    void expect(String corpus, String fold) {
        folds.computeIfAbsent(corpus, key -> new LinkedHashSet<>()).add(fold);
    }

    /**
     * Takes what there is to say of a cut.
     *
     * @param corpus the name of a corpus
     * @param fold the name of a fold of it
     * @param sentence about it
     */
    void add(String corpus, String fold, String sentence) {
        said.computeIfAbsent(sentence, key -> new LinkedHashMap<>())
                .computeIfAbsent(corpus, key -> new LinkedHashSet<>())
                .add(fold);
    }

    /** Returns every sentence, in the order in which they came. */
    List<String> sentences() {
        List<String> sentences = new ArrayList<>();
        said.forEach((sentence, where) -> sentences.add(prefix(where) + sentence));
        return sentences;
    }

    private String prefix(Map<String, Set<String>> where) {
        if (where.equals(folds)) {
            return "";
        }
        List<String> places = new ArrayList<>();
        where.forEach((corpus, present) -> places.add(place(corpus, present)));
        int more = places.size() - NAMED;
        return String.join("; ", more > 0 ? places.subList(0, NAMED) : places)
                + (more > 0 ? "; and " + more + " more: " : ": ");
    }

    /** Names a corpus, if there is another, and those of its folds that are meant, if not all are. */
    private String place(String corpus, Set<String> present) {
        List<String> words = new ArrayList<>();
        if (folds.size() > 1) {
            words.add(corpus);
        }
        if (!present.equals(folds.get(corpus))) {
            words.add("fold " + String.join(", ", present));
        }
        return String.join(", ", words);
    }
}
