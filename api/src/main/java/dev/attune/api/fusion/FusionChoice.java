package dev.attune.api.fusion;

import static java.util.Objects.requireNonNull;

import dev.attune.api.ConfigProblem;
import dev.attune.api.ExperimentFacts;
import dev.attune.api.PublicApi;
import java.util.List;

/**
 * A fusion that was chosen together with its options; the type of an option of a fusion that wraps another one.
 *
 * <pre>
 * record GateConfig(&#64;Doc("The attention that is gated.") FusionChoice of) {}
 *
 * fusion: {type: gate, of: {type: jca, steps: 2}}
 * </pre>
 *
 * @param factory makes it
 * @param config an instance of the factory's record
 * @since 0.1
 */
@PublicApi(usage = PublicApi.Usage.CALL, state = PublicApi.State.EXPERIMENTAL, since = "0.1")
public record FusionChoice(FusionFactory<?> factory, Record config) {
    /** Checks that the options fit the factory. */
    public FusionChoice {
        requireNonNull(factory, "factory is null");
        requireNonNull(config, "config is null");
        if (!factory.configType().isInstance(config)) {
            throw new IllegalArgumentException("options of " + factory.name() + " must be a "
                    + factory.configType().getName() + ", found "
                    + config.getClass().getName());
        }
    }

    /** Returns the name of the fusion. */
    public String name() {
        return factory.name();
    }

    /**
     * Makes the model.
     *
     * @param context what it is built for
     */
    public FusionModel create(FusionContext context) {
        return create(factory, context);
    }

    /** Returns how many modalities the fusion can work with. */
    public ModalityCount modalities() {
        return modalities(factory);
    }

    /** Returns whether the fusion gives attended features of every modality; see {@link FusionFactory#attends}. */
    public boolean attends() {
        return attends(factory);
    }

    /** Returns whether the fusion works on windows of one length only; see {@link FusionFactory#fixedLength}. */
    public boolean fixedLength() {
        return fixedLength(factory);
    }

    /**
     * Finds what is wrong with the options in an experiment.
     *
     * @param option the name of the option that holds this choice; problems are placed beneath it
     * @param facts what is known of the experiment
     */
    public List<ConfigProblem> check(String option, ExperimentFacts facts) {
        return check(factory, facts).stream()
                .map(problem -> new ConfigProblem(
                        problem.option().isEmpty() ? option : option + '.' + problem.option(),
                        problem.message(),
                        problem.conflictsWith()))
                .toList();
    }

    private <C extends Record> FusionModel create(FusionFactory<C> typed, FusionContext context) {
        return typed.create(typed.configType().cast(config), context);
    }

    private <C extends Record> ModalityCount modalities(FusionFactory<C> typed) {
        return typed.modalities(typed.configType().cast(config));
    }

    private <C extends Record> boolean attends(FusionFactory<C> typed) {
        return typed.attends(typed.configType().cast(config));
    }

    private <C extends Record> boolean fixedLength(FusionFactory<C> typed) {
        return typed.fixedLength(typed.configType().cast(config));
    }

    private <C extends Record> List<ConfigProblem> check(FusionFactory<C> typed, ExperimentFacts facts) {
        return typed.check(typed.configType().cast(config), facts);
    }
}
