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
 * What users call the corpora of a study, and the cuts that it makes of them.
 *
 * <p>Corpora of one type that differ in their options are numbered, in the order in which the study uses them, so that no two have one name.
 */
final class CutNames {
    private final Map<String, String> names = new LinkedHashMap<>(); // by content

    /**
     * Names all corpora.
     *
     * @param cuts an experiment of each
     */
    CutNames(Collection<ExperimentConfig> cuts) {
        Map<String, Set<String>> contents = new LinkedHashMap<>();
        cuts.forEach(cut -> contents.computeIfAbsent(type(cut), key -> new LinkedHashSet<>())
                .add(content(cut)));
        contents.forEach((type, same) -> {
            int number = 0;
            for (String content : same) {
                number++;
                names.put(content, same.size() == 1 ? "data " + type : "data " + type + " (corpus " + number + ")");
            }
        });
    }

    private static String type(ExperimentConfig cut) {
        return cut.data().dataset().name();
    }

    /** Returns what decides which values a clip has: that they are cut into other folds does not change them. */
    static String content(ExperimentConfig cut) {
        return EffectiveConfig.anyFold(cut.data().dataset());
    }

    /** Returns the name of the corpus of a cut, whatever is asked for of it. */
    String corpus(ExperimentConfig cut) {
        String name = names.get(content(cut));
        if (name == null) {
            throw new IllegalArgumentException("found a corpus that this was not made with: " + content(cut));
        }
        return name;
    }

    /** Returns the name of the corpus of a cut, with what is asked for of it. */
    String asked(ExperimentConfig cut) {
        return asked(cut, corpus(cut));
    }

    private static String asked(ExperimentConfig cut, String start) {
        List<String> modalities = cut.data().modalities();
        return start
                + (modalities.isEmpty() ? "" : ", modalities " + String.join(", ", modalities))
                + (cut.targets().isEmpty() ? "" : ", targets " + String.join(", ", cut.targets()));
    }

    /** Returns the name of a cut, with everything. */
    String cut(ExperimentConfig cut) {
        List<String> words = new ArrayList<>(List.of(corpus(cut)));
        EffectiveConfig.fold(cut).ifPresent(fold -> words.add("fold " + fold));
        return asked(cut, String.join(", ", words));
    }

    /** Returns the fold of a cut; an empty name where a corpus has none. */
    static String fold(ExperimentConfig cut) {
        return EffectiveConfig.fold(cut).orElse("");
    }
}
