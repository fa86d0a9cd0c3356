package dev.attune.encoders.sound;

import dev.attune.api.ApiVersion;
import dev.attune.api.AttunePlugin;
import dev.attune.api.encoder.EncoderFactory;
import java.util.List;

/**
 * Contributes encoders of sound.
 *
 * @since 0.1
 */
public final class SoundPlugin implements AttunePlugin {
    /** Makes the plugin. */
    public SoundPlugin() {}

    @Override
    public String id() {
        return "sound";
    }

    @Override
    public int apiVersion() {
        return ApiVersion.CURRENT;
    }

    @Override
    public List<EncoderFactory<?>> encoders() {
        return List.of(new LogMelFactory(), new ProsodyFactory(), new OnnxSoundFactory(), new VggishFactory());
    }
}
