package dev.attune.encoders.text;

import dev.attune.api.media.Transcriber;
import dev.attune.api.media.TranscriberFactory;

final class SidecarFactory implements TranscriberFactory<SidecarConfig> {
    @Override
    public String name() {
        return "sidecar";
    }

    @Override
    public Class<SidecarConfig> configType() {
        return SidecarConfig.class;
    }

    @Override
    public String summary() {
        return "Words and times from a file beside the clip: .words.csv, .words.json, .align, .vtt or .srt.";
    }

    @Override
    public Transcriber create(SidecarConfig config) {
        return new SidecarTranscriber(config);
    }
}
