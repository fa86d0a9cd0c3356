package dev.attune.encoders.sound;

import dev.attune.api.encoder.Encoder;
import dev.attune.api.encoder.EncoderContext;
import dev.attune.api.encoder.EncoderFactory;
import dev.attune.api.encoder.Sense;

final class ProsodyFactory implements EncoderFactory<ProsodyConfig> {
    @Override
    public String name() {
        return "prosody";
    }

    @Override
    public Class<ProsodyConfig> configType() {
        return ProsodyConfig.class;
    }

    @Override
    public String summary() {
        return "MFCCs with their slopes, energy, pitch, voicing and the shape of the spectrum, each 10 ms.";
    }

    @Override
    public Sense sense() {
        return Sense.SOUND;
    }

    @Override
    public Encoder create(ProsodyConfig config, EncoderContext context) {
        return new ProsodyEncoder(config);
    }
}
