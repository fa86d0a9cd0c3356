package dev.attune.runner.config;

import dev.attune.api.data.DatasetFactory;
import dev.attune.runner.config.Node.Scalar;
import dev.attune.runner.config.Node.Sequence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Turns {@code folds} of a study into what it is short for: a key of {@code cross}, with the folds that the corpus defines.
 *
 * <p>Which key chooses a fold, and which folds there are, is known to the dataset alone.
 */
final class FoldExpansion {
    private static final String KEY = "folds";
    private static final String ALL = "all";

    private final StudyFile study;
    private final Iterable<DatasetFactory<?>> known;
    private final Problems problems;

    /**
     * Makes the expansion of one study.
     *
     * @param study what was read
     * @param known every type of dataset, to name those with folds
     * @param problems takes what is wrong
     */
    FoldExpansion(StudyFile study, Iterable<DatasetFactory<?>> known, Problems problems) {
        this.study = study;
        this.known = known;
        this.problems = problems;
    }

    /** Returns whether the study asks for folds. */
    boolean isWanted() {
        return !(study.folds() instanceof Sequence list && list.items().isEmpty());
    }

    /** Returns the key that chooses a fold in an experiment on some data. */
    static Optional<String> key(DataConfig data) {
        return data.dataset().factory().foldOption().map(option -> Spot.join("data", option));
    }

    /**
     * Returns the axes of {@code cross}, folds first.
     *
     * @param data what the base trains on
     */
    Map<String, List<Node>> axes(DataConfig data) {
        Map<String, List<Node>> axes = new LinkedHashMap<>();
        Optional<String> key = key(data);
        if (key.isEmpty()) {
            problem(
                    study.folds(),
                    "the data of the base, " + data.dataset().name() + ", have no folds; " + withFolds());
        } else if (study.cross().containsKey(key.get())) {
            problem(study.folds(), "cross." + key.get() + " lists them as well; leave one of the two out");
        } else {
            axes.put(key.get(), values(data.dataset(), key.get()));
        }
        axes.putAll(study.cross());
        return axes;
    }

    private String withFolds() {
        List<String> names = new ArrayList<>();
        known.forEach(factory -> {
            if (factory.foldOption().isPresent()) {
                names.add(factory.name());
            }
        });
        return names.isEmpty()
                ? "no dataset here has any"
                : "datasets that may have some are " + String.join(", ", names);
    }

    private List<Node> values(Selection<DatasetFactory<?>> dataset, String key) {
        List<Integer> defined = defined(dataset);
        Node node = study.folds();
        if (node instanceof Scalar scalar && scalar.text().equals(ALL)) {
            if (defined.isEmpty()) {
                problem(
                        node,
                        "the options of " + dataset.name() + " in the base define no folds for " + key
                                + " to choose from; give such options, or list the folds here");
            }
            return defined.stream()
                    .<Node>map(fold -> new Scalar(fold.toString(), true, node.place()))
                    .toList();
        }
        if (!(node instanceof Sequence list)) {
            problems.add(
                    node.place(), KEY, "found " + node.found() + ", wanted all, or a list of folds such as [0, 2]");
            return List.of();
        }
        check(list, defined);
        return list.items();
    }

    private void check(Sequence list, List<Integer> defined) {
        Set<String> seen = new LinkedHashSet<>();
        IntStream.range(0, list.items().size()).forEach(i -> {
            Node item = list.items().get(i);
            String path = KEY + "[" + i + "]";
            String text = item instanceof Scalar scalar ? scalar.text() : "";
            if (!text.matches("0|[1-9][0-9]{0,8}")) {
                problems.add(item.place(), path, "found " + item.found() + ", wanted the number of a fold");
            } else if (!defined.isEmpty() && !defined.contains(Integer.valueOf(text))) {
                problems.add(item.place(), path, "found " + text + ", wanted one of the folds " + words(defined));
            } else if (!seen.add(text)) {
                problems.add(item.place(), path, "found " + text + " a second time, wanted each fold once");
            }
        });
    }

    private static String words(List<Integer> folds) {
        int first = folds.get(0);
        int last = folds.get(folds.size() - 1);
        return last - first + 1 == folds.size() && folds.size() > 2
                ? first + " to " + last
                : String.join(", ", folds.stream().map(String::valueOf).toList());
    }

    /** Returns the folds that options define; the options are of the factory's own record. */
    private static <C extends Record> List<Integer> defined(DatasetFactory<C> factory, Record options) {
        return factory.folds(factory.configType().cast(options));
    }

    private static List<Integer> defined(Selection<DatasetFactory<?>> dataset) {
        return defined(dataset.factory(), dataset.options());
    }

    private void problem(Node node, String why) {
        problems.add(node.place(), KEY, "found " + node.found() + ", but " + why);
    }
}
