package dev.attune.objectives.options;

import dev.attune.api.ComponentFactory;
import dev.attune.api.config.Doc;

final class BrokenFactory implements ComponentFactory<BrokenConfig> {
    @Override
    public String name() {
        return "broken";
    }

    @Override
    public Class<BrokenConfig> configType() {
        return BrokenConfig.class;
    }

    @Override
    public String summary() {
        return "A component";
    }
}

record BrokenConfig(@Doc("How deep it is.") int depth, int width) {}

final class BrokenNestedFactory implements ComponentFactory<OuterConfig> {
    @Override
    public String name() {
        return "nested";
    }

    @Override
    public Class<OuterConfig> configType() {
        return OuterConfig.class;
    }

    @Override
    public String summary() {
        return "A component";
    }
}

record OuterConfig(@Doc("What is inside.") InnerConfig inner) {}

record InnerConfig(int depth) {}
