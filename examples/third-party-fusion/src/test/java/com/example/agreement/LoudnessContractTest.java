package com.example.agreement;

import dev.attune.api.encoder.EncoderFactory;
import dev.attune.testkit.EncoderContract;

final class LoudnessContractTest extends EncoderContract<LoudnessConfig> {
    @Override
    protected EncoderFactory<LoudnessConfig> factory() {
        return new LoudnessFactory();
    }

    @Override
    protected LoudnessConfig config() {
        return new LoudnessConfig(20);
    }
}
