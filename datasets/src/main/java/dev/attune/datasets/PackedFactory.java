package dev.attune.datasets;

import dev.attune.api.ConfigException;
import dev.attune.api.ConfigProblem;
import dev.attune.api.ExperimentFacts;
import dev.attune.api.data.Dataset;
import dev.attune.api.data.DatasetContext;
import dev.attune.api.data.DatasetFactory;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Opens corpora packed into {@code .npz} files. */
final class PackedFactory implements DatasetFactory<PackedConfig> {
    @Override
    public String name() {
        return "packed";
    }

    @Override
    public Class<PackedConfig> configType() {
        return PackedConfig.class;
    }

    @Override
    public String summary() {
        return "Reads .npz files whose arrays hold the sequences of all clips, one after the other.";
    }

    @Override
    public List<ConfigProblem> check(PackedConfig config, ExperimentFacts facts) {
        return PackedChecks.check(config);
    }

    @Override
    public Optional<String> foldOption() {
        return Optional.of("validation.fold");
    }

    /** By column, only the table knows which folds there are; a study then names them. */
    @Override
    public List<Integer> folds(PackedConfig config) {
        return config.validation()
                .filter(source -> source.from().isPresent() && source.by() == SplitSource.By.CLIP)
                .map(source -> IntStream.range(0, source.folds()).boxed().toList())
                .orElse(List.of());
    }

    /** A test split that takes its clips from another takes the same, whichever of the rest validate. */
    @Override
    public boolean foldsShareTest(PackedConfig config) {
        return true;
    }

    @Override
    public Dataset open(PackedConfig config, DatasetContext context) {
        List<ConfigProblem> problems = PackedChecks.check(config);
        if (!problems.isEmpty()) {
            throw new ConfigException(
                    problems.stream().map(ConfigProblem::message).collect(Collectors.joining(". ", "", ".")));
        }
        return new PackedCorpus(config, context).open();
    }
}
