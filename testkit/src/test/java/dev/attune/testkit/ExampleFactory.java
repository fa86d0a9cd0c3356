package dev.attune.testkit;

import dev.attune.api.ComponentFactory;
import dev.attune.api.config.NoOptions;

/** What the factories of examples have in common. */
abstract class ExampleFactory implements ComponentFactory<NoOptions> {
    private final String name;

    ExampleFactory(String name) {
        this.name = name;
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final Class<NoOptions> configType() {
        return NoOptions.class;
    }

    @Override
    public final String summary() {
        return "Serves to test the contract.";
    }
}
