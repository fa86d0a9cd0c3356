package dev.attune.datasets.affwild2;

import dev.attune.api.ConfigException;
import dev.attune.api.ConfigProblem;
import dev.attune.api.ExperimentFacts;
import dev.attune.api.data.Dataset;
import dev.attune.api.data.DatasetContext;
import dev.attune.api.data.DatasetFactory;
import dev.attune.datasets.affwild2.Affwild2Config.Layout;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Opens Aff-Wild2. */
final class Affwild2Factory implements DatasetFactory<Affwild2Config> {
    @Override
    public String name() {
        return "affwild2";
    }

    @Override
    public Class<Affwild2Config> configType() {
        return Affwild2Config.class;
    }

    @Override
    public String summary() {
        return "Reads Aff-Wild2: the organisers' annotations with a feature store, or the RJCMA authors' preprocessed arrays.";
    }

    @Override
    public List<ConfigProblem> check(Affwild2Config config, ExperimentFacts facts) {
        return check(config);
    }

    private static List<ConfigProblem> check(Affwild2Config config) {
        List<ConfigProblem> problems = new ArrayList<>();
        if (config.layout() == Layout.OFFICIAL && config.features().isEmpty()) {
            problems.add(
                    new ConfigProblem(
                            "features",
                            "features is missing; the layout official wants the feature store that attune extract made of the raw videos"));
        }
        if (config.layout() == Layout.PREPROCESSED && config.features().isPresent()) {
            problems.add(new ConfigProblem(
                    "features",
                    "features is for the layout official only; the layout preprocessed has its features in the folder of each trial:"
                            + " take it out, or set features: null where a base or a preset has it",
                    Optional.of("data.layout")));
        }
        if (config.layout() == Layout.PREPROCESSED
                && config.annotations().isPresent()
                && config.splits().isPresent()) {
            problems.add(new ConfigProblem(
                    "annotations",
                    "annotations and splits both say which trial is in which split, and the layout preprocessed has labels of its own;"
                            + " wanted one of them",
                    Optional.of("data.splits")));
        }
        return List.copyOf(problems);
    }

    @Override
    public Optional<String> foldOption() {
        return Optional.of("fold");
    }

    @Override
    public List<Integer> folds(Affwild2Config config) {
        return IntStream.range(0, Blocks.COUNT).boxed().toList();
    }

    @Override
    public boolean foldsShareTest(Affwild2Config config) {
        return true;
    }

    @Override
    public Dataset open(Affwild2Config config, DatasetContext context) {
        List<ConfigProblem> problems = check(config);
        if (!problems.isEmpty()) {
            throw new ConfigException(
                    problems.stream().map(ConfigProblem::message).collect(Collectors.joining(". ", "", ".")));
        }
        return new Affwild2Corpus(config, context).open();
    }
}
