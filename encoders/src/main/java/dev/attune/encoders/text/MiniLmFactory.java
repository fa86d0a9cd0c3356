package dev.attune.encoders.text;

import dev.attune.api.encoder.Encoder;
import dev.attune.api.encoder.EncoderContext;
import dev.attune.api.encoder.EncoderFactory;
import dev.attune.api.encoder.ModelSource;
import dev.attune.api.encoder.Sense;
import java.util.List;

final class MiniLmFactory implements EncoderFactory<MiniLmConfig> {
    private static final ModelSource MODEL = ModelSource.of("classpath:/all-minilm-l6-v2-q.onnx");
    private static final ModelSource TOKENIZER = ModelSource.of("classpath:/all-minilm-l6-v2-q-tokenizer.json");

    @Override
    public String name() {
        return "minilm";
    }

    @Override
    public Class<MiniLmConfig> configType() {
        return MiniLmConfig.class;
    }

    @Override
    public String summary() {
        return "384 numbers for each word from MiniLM-L6, which comes with Attune; English.";
    }

    @Override
    public Sense sense() {
        return Sense.WORDS;
    }

    @Override
    public Encoder create(MiniLmConfig config, EncoderContext context) {
        TokenModel model = TokenModel.open(
                context.models().file(MODEL), context.models().file(TOKENIZER), List.of(), context.threads());
        return new WordEncoder(model, config.passage());
    }
}
