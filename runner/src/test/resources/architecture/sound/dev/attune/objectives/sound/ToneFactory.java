package dev.attune.objectives.sound;

import dev.attune.api.ComponentFactory;

final class ToneFactory implements ComponentFactory<ToneConfig> {
    @Override
    public String name() {
        return "tone";
    }

    @Override
    public Class<ToneConfig> configType() {
        return ToneConfig.class;
    }

    @Override
    public String summary() {
        return "A component";
    }
}
