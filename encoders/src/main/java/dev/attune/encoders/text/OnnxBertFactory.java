package dev.attune.encoders.text;

import dev.attune.api.encoder.Encoder;
import dev.attune.api.encoder.EncoderContext;
import dev.attune.api.encoder.EncoderFactory;
import dev.attune.api.encoder.Sense;

final class OnnxBertFactory implements EncoderFactory<OnnxBertConfig> {
    @Override
    public String name() {
        return "onnx-bert";
    }

    @Override
    public Class<OnnxBertConfig> configType() {
        return OnnxBertConfig.class;
    }

    @Override
    public String summary() {
        return "Any ONNX model like BERT with its tokenizer.json; the layers to sum are an option.";
    }

    @Override
    public Sense sense() {
        return Sense.WORDS;
    }

    @Override
    public Encoder create(OnnxBertConfig config, EncoderContext context) {
        TokenModel model = TokenModel.open(
                context.models().file(config.model()),
                context.models().file(config.tokenizer()),
                config.tensors(),
                context.threads());
        return new WordEncoder(model, config.passage());
    }
}
