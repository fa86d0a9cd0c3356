package dev.attune.testkit;

import dev.attune.api.config.NoOptions;
import dev.attune.api.encoder.Encoder;
import dev.attune.api.encoder.EncoderContext;
import dev.attune.api.encoder.EncoderFactory;
import dev.attune.api.encoder.Sense;
import java.util.function.Supplier;

/** The contract applied to encoders that are given. Top-level, so that nothing takes it for a test class. */
final class GivenEncoderContract extends EncoderContract<NoOptions> {
    private final Supplier<Encoder> encoders;

    GivenEncoderContract(Supplier<Encoder> encoders) {
        this.encoders = encoders;
    }

    @Override
    protected EncoderFactory<NoOptions> factory() {
        return new EncoderFactory<>() {
            @Override
            public String name() {
                return "example";
            }

            @Override
            public Class<NoOptions> configType() {
                return NoOptions.class;
            }

            @Override
            public String summary() {
                return "An encoder to try the contract on.";
            }

            @Override
            public Sense sense() {
                return Sense.SOUND;
            }

            @Override
            public Encoder create(NoOptions config, EncoderContext context) {
                return encoders.get();
            }
        };
    }

    @Override
    protected NoOptions config() {
        return new NoOptions();
    }
}
