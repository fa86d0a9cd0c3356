package dev.attune.runner.trial.sound;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import dev.attune.api.sound.Tone;
import jakarta.inject.Inject;
import java.util.List;

final class ToneModule extends AbstractModule {
    @Provides
    Tone tone() {
        return new Tone("a", List.of(0.5));
    }
}

final class Listener {
    private final Tone tone;

    @Inject
    Listener(Tone tone) {
        this.tone = tone;
    }

    String heard() {
        return tone.name();
    }
}
