package dev.attune.runner.config;

import dev.attune.api.ComponentFactory;
import dev.attune.api.ConfigProblem;
import dev.attune.api.ExperimentFacts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Holds the components of an experiment against what only its open corpus tells: the names of all modalities and targets. */
public final class ComponentFit {
    private ComponentFit() {}

    /**
     * Says what is wrong with the components of an experiment.
     *
     * @param config the experiment
     * @param modalities those of the corpus, in order
     * @param targets those of the corpus, in order
     * @return one sentence each, without a full stop, that begins with a key of the configuration where there is one
     */
    public static List<String> misfits(ExperimentConfig config, List<String> modalities, List<String> targets) {
        ExperimentFacts facts =
                new ExperimentFacts(modalities, config.data().window().length(), targets);
        List<String> found = new ArrayList<>();
        components(config).forEach((path, selection) -> found.addAll(misfits(path, selection, facts)));
        List<String> ofFusion = misfits("fusion", config.fusion(), facts);
        found.addAll(ofFusion);
        if (ofFusion.isEmpty()) {
            FusionFit.misfit(config.fusion(), modalities)
                    .ifPresent(misfit ->
                            found.add(misfit + "; list as many of them in data.modalities, or choose another fusion"));
        }
        return found;
    }

    /** Returns all components but the fusion, by their keys. */
    private static Map<String, Selection<?>> components(ExperimentConfig config) {
        Map<String, Selection<?>> components = new LinkedHashMap<>();
        components.put("data", config.data().dataset());
        config.temporal()
                .forEach((modality, model) -> components.put(
                        config.temporal().size() == 1 && modality.equals(TemporalType.DEFAULT)
                                ? "temporal"
                                : Spot.join("temporal", modality),
                        model));
        components.put("loss", config.loss());
        for (int i = 0; i < config.metrics().size(); i++) {
            components.put("metrics[" + i + "]", config.metrics().get(i));
        }
        return components;
    }

    private static List<String> misfits(String path, Selection<?> selection, ExperimentFacts facts) {
        return check(selection.factory(), selection.options(), facts).stream()
                .map(problem -> (problem.option().isEmpty() ? path : Spot.join(path, problem.option()))
                        + ": "
                        + problem.message()
                        + problem.conflictsWith()
                                .map(key -> " (at odds with " + key + ")")
                                .orElse(""))
                .toList();
    }

    private static <C extends Record> List<ConfigProblem> check(
            ComponentFactory<C> factory, Record options, ExperimentFacts facts) {
        return factory.check(factory.configType().cast(options), facts);
    }
}
