package dev.attune.encoders.sound;

import dev.attune.api.encoder.Encoder;
import dev.attune.api.encoder.EncoderContext;
import dev.attune.api.encoder.EncoderFactory;
import dev.attune.api.encoder.Sense;

final class VggishFactory implements EncoderFactory<VggishConfig> {
    @Override
    public String name() {
        return "vggish";
    }

    @Override
    public Class<VggishConfig> configType() {
        return VggishConfig.class;
    }

    @Override
    public String summary() {
        return "VGGish, from an ONNX file, over 0.96 s of log-mel features for each frame.";
    }

    @Override
    public Sense sense() {
        return Sense.SOUND;
    }

    @Override
    public Encoder create(VggishConfig config, EncoderContext context) {
        PatchModel model = PatchModel.open(
                context.models().file(config.model()),
                config.tensor(),
                VggishEncoder.FRAMES,
                VggishEncoder.BANDS,
                context.threads());
        return new VggishEncoder(config, model);
    }
}
