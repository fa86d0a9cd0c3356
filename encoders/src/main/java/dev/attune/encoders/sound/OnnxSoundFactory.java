package dev.attune.encoders.sound;

import dev.attune.api.DataException;
import dev.attune.api.encoder.Encoder;
import dev.attune.api.encoder.EncoderContext;
import dev.attune.api.encoder.EncoderFactory;
import dev.attune.api.encoder.Sense;
import dev.attune.encoders.onnx.OnnxModel;
import java.util.Optional;

final class OnnxSoundFactory implements EncoderFactory<OnnxSoundConfig> {
    @Override
    public String name() {
        return "onnx";
    }

    @Override
    public Class<OnnxSoundConfig> configType() {
        return OnnxSoundConfig.class;
    }

    @Override
    public String summary() {
        return "Any ONNX model of sound, over windows of samples, of log-mel frames, or of another model's frames.";
    }

    @Override
    public Sense sense() {
        return Sense.SOUND;
    }

    @Override
    public Encoder create(OnnxSoundConfig config, EncoderContext context) {
        Optional<OnnxModel> front =
                config.front().map(source -> OnnxModel.open(context.models().file(source), context.threads()));
        try {
            int width = switch (config.input()) {
                case WAVEFORM -> 1;
                case LOGMEL -> config.mels();
                case MODEL -> ModelFrames.width(front.orElseThrow(), config);
            };
            PatchModel model = PatchModel.open(
                    context.models().file(config.model()), config.tensor(), config.length(), width, context.threads());
            return new OnnxSoundEncoder(config, front, model, width);
        } catch (DataException e) {
            front.ifPresent(OnnxModel::close);
            throw e;
        }
    }
}
