package dev.attune.runner.trial;

import dev.attune.api.ConfigException;
import dev.attune.api.DataException;
import dev.attune.api.data.Dataset;
import dev.attune.api.data.DatasetContext;
import dev.attune.api.data.Split;
import dev.attune.api.data.TargetInfo;
import dev.attune.runner.config.ComponentFit;
import dev.attune.runner.config.ExperimentConfig;
import dev.attune.runner.data.CorpusSummary;
import dev.attune.runner.data.ShuffledDataset;
import dev.attune.runner.train.Figure;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The corpus of an experiment, opened and held against the parts of the configuration that only the corpus can confirm: names of
 * modalities and targets that the file leaves to it, and the splits that training needs.
 */
final class OpenedCorpus implements AutoCloseable {
    private final ExperimentConfig config;
    private final Dataset dataset;

    private OpenedCorpus(ExperimentConfig config, Dataset dataset) {
        this.config = config;
        this.dataset = dataset;
    }

    /**
     * Opens a corpus.
     *
     * @throws ConfigException if the configuration names a modality or target that the corpus does not have; all such names at once
     * @throws DataException if files are missing or broken, or a split that training needs is empty
     */
    static OpenedCorpus open(ExperimentConfig config) {
        OpenedCorpus corpus = openUnchecked(config);
        try {
            corpus.check(config);
            OpenedCorpus shuffled = corpus.shuffled();
            shuffled.checkSplits();
            return shuffled;
        } catch (RuntimeException e) {
            corpus.close();
            throw e;
        }
    }

    /** Opens a corpus without holding the experiment against it. */
    static OpenedCorpus openUnchecked(ExperimentConfig config) {
        DatasetContext context = new DatasetContext(config.data().modalities(), config.targets());
        return new OpenedCorpus(config, Components.open(config.data().dataset(), context));
    }

    /**
     * Holds an experiment against the corpus.
     *
     * @param config the experiment, of the same data and targets
     * @throws ConfigException if it does not fit; with all reasons
     */
    void check(ExperimentConfig config) {
        List<String> problems = new ArrayList<>();
        Collection<String> modalities = dataset.info().modalities().keySet();
        config.training().modalityDropout().keySet().stream()
                .filter(name -> !modalities.contains(name))
                .forEach(name -> problems.add("training.modality-dropout." + name
                        + ": the corpus has no such modality, it has " + String.join(", ", modalities)));
        config.data().shuffled().stream()
                .flatMap(shuffled -> shuffled.modalities().stream())
                .filter(name -> !modalities.contains(name))
                .forEach(name -> problems.add("data.shuffled: found " + name
                        + ", but the corpus has no such modality, it has " + String.join(", ", modalities)));
        config.temporal().keySet().stream()
                .filter(name -> !name.equals("default") && !modalities.contains(name))
                .forEach(name -> problems.add("temporal." + name + ": the corpus has no such modality, it has "
                        + String.join(", ", modalities)));
        String on = config.training().earlyStopping().on();
        String target = on.substring(on.lastIndexOf('.') + 1);
        List<String> targets =
                dataset.info().targets().stream().map(TargetInfo::name).toList();
        if (!target.equals(Figure.MEAN) && !targets.contains(target)) {
            problems.add("training.early-stopping.on: found " + on + ", but the corpus has no target " + target
                    + ", it has " + String.join(", ", targets));
        }
        problems.addAll(ComponentFit.misfits(config, List.copyOf(modalities), targets));
        if (!problems.isEmpty()) {
            throw new ConfigException("The configuration does not fit the corpus:\n  " + String.join("\n  ", problems));
        }
    }

    /**
     * Checks that the corpus has what training needs.
     *
     * @throws DataException if a split is empty
     */
    void checkSplits() {
        for (Split needed : List.of(Split.TRAIN, Split.VALIDATION)) {
            if (dataset.clips(needed).isEmpty()) {
                throw new DataException(
                        "The corpus has no clip in its " + needed.label() + " split; "
                                + (needed == Split.TRAIN
                                        ? "parameters are fitted on it."
                                        : "the best epoch is chosen on it. Give one under data, for example by folds of the training split."));
            }
        }
    }

    private OpenedCorpus shuffled() {
        return config.data()
                .shuffled()
                .<Dataset>map(some -> new ShuffledDataset(dataset, Set.copyOf(some.modalities()), some.seed()))
                .map(shuffled -> new OpenedCorpus(config, shuffled))
                .orElse(this);
    }

    /** Returns the corpus. */
    Dataset dataset() {
        return dataset;
    }

    /** Returns the modalities that the fusion reads, with their features per frame. */
    Map<String, Integer> read() {
        Map<String, Integer> available = dataset.info().modalities();
        Map<String, Integer> read = new LinkedHashMap<>();
        for (String modality : Components.reads(config.fusion(), List.copyOf(available.keySet()))) {
            read.put(modality, available.get(modality));
        }
        return read;
    }

    /** Reads what the fusion reads of it, from end to end. */
    CorpusSummary summarise() {
        return CorpusSummary.read(dataset, read());
    }

    @Override
    public void close() {
        dataset.close();
    }
}
