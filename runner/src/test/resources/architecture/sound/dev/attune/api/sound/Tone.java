package dev.attune.api.sound;

import dev.attune.api.PublicApi;
import java.util.List;

@PublicApi(usage = PublicApi.Usage.CALL, state = PublicApi.State.STABLE, since = "0.1")
public record Tone(String name, List<Double> samples) {
    public Tone {
        samples = List.copyOf(samples);
    }
}
