package dev.attune.api;

import java.util.List;
import java.util.Optional;

/**
 * Describes one component that an experiment can choose by name; the part that all kinds share.
 *
 * <p>{@code {type: X, depth: 3}} in a configuration picks the component whose {@link #name()} is {@code X}; every other key of that
 * map is a component of the record {@link #configType()}, written in kebab case ({@code shareWeights} becomes
 * {@code share-weights}).
 *
 * @param <C> the record that holds the options of the component
 * @since 0.1
 */
@PublicApi(usage = PublicApi.Usage.IMPLEMENT, state = PublicApi.State.STABLE, since = "0.1")
public interface ComponentFactory<C extends Record> {
    /**
     * Returns the name that configurations use.
     *
     * @return a name of the form {@code [a-z][a-z0-9-]{0,63}}, unique among the components of its kind
     */
    String name();

    /** Returns the record of options; {@link dev.attune.api.config.NoOptions} where there are none. */
    Class<C> configType();

    /** Returns what the component is, in one sentence. */
    String summary();

    /** Returns the publication that the component implements, if there is one. */
    default Optional<Citation> citation() {
        return Optional.empty();
    }

    /** Returns the component's equations, shapes, and when to use it; every model should have them. */
    default Optional<Explanation> explanation() {
        return Optional.empty();
    }

    /**
     * Finds what is wrong with options that are each right but do not fit the experiment.
     *
     * <p>Called before anything is loaded or trained, so that a mistake costs seconds. The caller adds file, line and column.
     *
     * @param config the options
     * @param facts what is known of the experiment before data are opened
     * @return one entry a problem; empty when there is none
     */
    default List<ConfigProblem> check(C config, ExperimentFacts facts) {
        return List.of();
    }
}
