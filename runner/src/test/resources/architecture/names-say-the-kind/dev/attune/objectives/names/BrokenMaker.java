package dev.attune.objectives.names;

import dev.attune.api.ComponentFactory;
import dev.attune.api.config.Doc;

final class BrokenMaker implements ComponentFactory<BrokenOptions> {
    @Override
    public String name() {
        return "maker";
    }

    @Override
    public Class<BrokenOptions> configType() {
        return BrokenOptions.class;
    }

    @Override
    public String summary() {
        return "A component";
    }
}

record BrokenOptions(@Doc("How deep it is.") int depth) {}
