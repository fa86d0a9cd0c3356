package dev.attune.encoders.text;

import dev.attune.api.media.Transcriber;
import dev.attune.api.media.TranscriberFactory;

final class IemocapFactory implements TranscriberFactory<IemocapConfig> {
    @Override
    public String name() {
        return "iemocap";
    }

    @Override
    public Class<IemocapConfig> configType() {
        return IemocapConfig.class;
    }

    @Override
    public String summary() {
        return "Words and times of IEMOCAP's turns and dialogs, from its transcriptions and its forced alignment.";
    }

    @Override
    public Transcriber create(IemocapConfig config) {
        return new IemocapTranscriber(config);
    }
}
