package dev.attune.runner.config;

import static java.util.Objects.requireNonNull;

import dev.attune.api.ComponentFactory;

/**
 * A component that a configuration chose, with its options.
 *
 * @param factory makes it
 * @param options an instance of the factory's record
 * @param <F> the kind
 */
public record Selection<F extends ComponentFactory<?>>(F factory, Record options) {
    /** Checks that the options fit the factory. */
    public Selection {
        requireNonNull(factory, "factory is null");
        requireNonNull(options, "options is null");
        if (!factory.configType().isInstance(options)) {
            throw new IllegalArgumentException("options of " + factory.name() + " must be a "
                    + factory.configType().getName() + ", found "
                    + options.getClass().getName());
        }
    }

    /** Returns the component's name. */
    public String name() {
        return factory.name();
    }
}
