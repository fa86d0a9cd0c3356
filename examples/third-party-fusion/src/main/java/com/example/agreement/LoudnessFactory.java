package com.example.agreement;

import dev.attune.api.encoder.Encoder;
import dev.attune.api.encoder.EncoderContext;
import dev.attune.api.encoder.EncoderFactory;
import dev.attune.api.encoder.Sense;

/** Makes encoders of loudness. */
final class LoudnessFactory implements EncoderFactory<LoudnessConfig> {
    @Override
    public String name() {
        return "loudness";
    }

    @Override
    public Class<LoudnessConfig> configType() {
        return LoudnessConfig.class;
    }

    @Override
    public String summary() {
        return "Level of the sound in decibels, and the share of samples at which it crosses zero.";
    }

    @Override
    public Sense sense() {
        return Sense.SOUND;
    }

    @Override
    public Encoder create(LoudnessConfig config, EncoderContext context) {
        return new LoudnessEncoder(config);
    }
}
