package dev.attune.fusion.baselines;

import dev.attune.api.ConfigException;
import dev.attune.api.ConfigProblem;
import dev.attune.api.ExperimentFacts;
import java.util.List;
import java.util.Optional;

/** An option that gives one modality a role of its own; the first has it where the option is absent. */
final class NamedModality {
    private final String option;
    private final Optional<String> name;

    /**
     * Takes the option.
     *
     * @param option its key
     * @param name its value
     */
    NamedModality(String option, Optional<String> name) {
        this.option = option;
        this.name = name;
    }

    /** Finds a name that no modality has, as far as modalities are known before data are opened. */
    List<ConfigProblem> check(ExperimentFacts facts) {
        if (facts.modalities().isEmpty()) {
            return List.of(); // index() finds the problem then
        }
        return problem(facts.modalities())
                .map(message -> new ConfigProblem(option, message, Optional.of("data.modalities")))
                .map(List::of)
                .orElse(List.of());
    }

    /** Returns the index of the modality among those that there are. */
    int index(List<String> available) {
        problem(available).ifPresent(message -> {
            throw new ConfigException("fusion." + option + ": " + message + '.');
        });
        return name.map(available::indexOf).orElse(0);
    }

    private Optional<String> problem(List<String> available) {
        return name.filter(wanted -> !available.contains(wanted))
                .map(wanted -> "the experiment has no modality " + wanted + "; it has " + String.join(", ", available));
    }
}
