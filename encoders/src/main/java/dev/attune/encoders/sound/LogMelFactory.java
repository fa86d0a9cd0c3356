package dev.attune.encoders.sound;

import dev.attune.api.encoder.Encoder;
import dev.attune.api.encoder.EncoderContext;
import dev.attune.api.encoder.EncoderFactory;
import dev.attune.api.encoder.Sense;

final class LogMelFactory implements EncoderFactory<LogMelConfig> {
    @Override
    public String name() {
        return "logmel";
    }

    @Override
    public Class<LogMelConfig> configType() {
        return LogMelConfig.class;
    }

    @Override
    public String summary() {
        return "Logarithms of mel bands by the convention of VGGish (25 ms each 10 ms), alone or as patches for each frame.";
    }

    @Override
    public Sense sense() {
        return Sense.SOUND;
    }

    @Override
    public Encoder create(LogMelConfig config, EncoderContext context) {
        return new LogMelEncoder(config);
    }
}
