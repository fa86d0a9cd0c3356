package dev.attune.runner.trial;

import dev.attune.runner.config.EffectiveConfig;
import dev.attune.runner.config.ExperimentConfig;
import java.util.ArrayList;
import java.util.Collection;
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
    /** The folds that a study uses of each corpus; a corpus without folds has one, whose name is empty. */
    private final Map<Corpus, Set<String>> folds = new LinkedHashMap<>();

    private final Map<String, Map<Corpus, Set<String>>> said = new LinkedHashMap<>();

    /**
     * Makes it.
     *
     * @param cuts an experiment of each
     */
    CutFindings(Collection<ExperimentConfig> cuts) {
        cuts.forEach(cut -> folds.computeIfAbsent(Corpus.of(cut), key -> new LinkedHashSet<>())
                .add(fold(cut)));
    }

    /**
     * A corpus with what is read of it, however it is cut into folds.
     *
     * @param content the dataset and its options, but the fold
     * @param modalities which are asked for
     * @param targets which are asked for
     * @param name what users call it
     */
    private record Corpus(String content, List<String> modalities, List<String> targets, String name) {
        static Corpus of(ExperimentConfig cut) {
            return new Corpus(
                    EffectiveConfig.anyFold(cut.data().dataset()),
                    cut.data().modalities(),
                    cut.targets(),
                    cut.data().dataset().name());
        }

        String words() {
            return "data " + name
                    + (modalities.isEmpty() ? "" : ", modalities " + String.join(", ", modalities))
                    + (targets.isEmpty() ? "" : ", targets " + String.join(", ", targets));
        }
    }

    private static String fold(ExperimentConfig cut) {
        return EffectiveConfig.fold(cut).orElse("");
    }

    /**
     * Takes what there is to say of a cut.
     *
     * @param cut one of those that this was made with
     */
    void add(ExperimentConfig cut, String sentence) {
        said.computeIfAbsent(sentence, key -> new LinkedHashMap<>())
                .computeIfAbsent(Corpus.of(cut), key -> new LinkedHashSet<>())
                .add(fold(cut));
    }

    /** Returns every sentence, in the order in which they came. */
    List<String> sentences() {
        List<String> sentences = new ArrayList<>();
        said.forEach((sentence, where) -> sentences.add(prefix(where) + sentence));
        return sentences;
    }

    private String prefix(Map<Corpus, Set<String>> where) {
        List<String> words = new ArrayList<>();
        if (!where.keySet().equals(folds.keySet())) {
            int others = where.size() - 1;
            words.add(where.keySet().iterator().next().words() + (others == 0 ? "" : " and " + others + " more"));
        }
        Set<String> some = new LinkedHashSet<>();
        where.forEach((corpus, present) -> {
            if (!present.equals(folds.get(corpus))) {
                some.addAll(present);
            }
        });
        if (!some.isEmpty()) {
            words.add("fold " + String.join(", ", some));
        }
        return words.isEmpty() ? "" : String.join(", ", words) + ": ";
    }
}
