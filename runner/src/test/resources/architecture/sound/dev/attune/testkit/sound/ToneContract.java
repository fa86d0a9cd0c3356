package dev.attune.testkit.sound;

import dev.attune.api.PublicApi;
import dev.attune.api.sound.Tone;
import org.assertj.core.api.Assertions;

@PublicApi(usage = PublicApi.Usage.CALL, state = PublicApi.State.EXPERIMENTAL, since = "0.1")
public abstract class ToneContract {
    protected abstract Tone tone();

    public void hasSamples() {
        Assertions.assertThat(tone().samples()).isNotEmpty();
    }
}
