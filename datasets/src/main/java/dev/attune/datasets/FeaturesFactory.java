package dev.attune.datasets;

import dev.attune.api.ConfigException;
import dev.attune.api.ConfigProblem;
import dev.attune.api.ExperimentFacts;
import dev.attune.api.data.Dataset;
import dev.attune.api.data.DatasetContext;
import dev.attune.api.data.DatasetFactory;
import dev.attune.api.data.Split;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Opens feature stores. */
final class FeaturesFactory implements DatasetFactory<FeaturesConfig> {
    @Override
    public String name() {
        return "features";
    }

    @Override
    public Class<FeaturesConfig> configType() {
        return FeaturesConfig.class;
    }

    @Override
    public String summary() {
        return "Reads a feature store: one folder of .npy files per clip, and store.json.";
    }

    @Override
    public List<ConfigProblem> check(FeaturesConfig config, ExperimentFacts facts) {
        return check(config);
    }

    private static List<ConfigProblem> check(FeaturesConfig config) {
        List<ConfigProblem> problems = new ArrayList<>();
        Map<Split, SplitRule> rules = config.rules();
        rules.forEach((split, rule) -> {
            String option = split.label();
            TestClips.check(split, rule.from()).ifPresent(problems::add);
            if (rules.containsKey(rule.from())) {
                problems.add(new ConfigProblem(
                        option,
                        option + " takes its clips from " + rule.from().label()
                                + ", which is itself made anew; wanted a split that stays as the store has it",
                        Optional.of("data." + rule.from().label())));
            }
            rules.forEach((other, otherRule) -> {
                if (other.compareTo(split) < 0 && otherRule.equals(rule)) {
                    problems.add(new ConfigProblem(
                            option,
                            option + " is the same fold as " + other.label() + "; wanted another",
                            Optional.of("data." + other.label())));
                }
            });
        });
        return List.copyOf(problems);
    }

    @Override
    public Optional<String> foldOption() {
        return Optional.of("validation.fold");
    }

    @Override
    public List<Integer> folds(FeaturesConfig config) {
        return config.validation()
                .map(rule -> IntStream.range(0, rule.folds()).boxed().toList())
                .orElse(List.of());
    }

    /** A test split that takes its clips from another takes the same, whichever of the rest validate. */
    @Override
    public boolean foldsShareTest(FeaturesConfig config) {
        return true;
    }

    @Override
    public Dataset open(FeaturesConfig config, DatasetContext context) {
        List<ConfigProblem> problems = check(config);
        if (!problems.isEmpty()) {
            throw new ConfigException(
                    problems.stream().map(ConfigProblem::message).collect(Collectors.joining(". ", "", ".")));
        }
        return new FeatureStore(config, context).open();
    }
}
