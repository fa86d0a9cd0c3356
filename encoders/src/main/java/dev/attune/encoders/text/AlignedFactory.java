package dev.attune.encoders.text;

import dev.attune.api.media.Transcriber;
import dev.attune.api.media.TranscriberFactory;
import java.util.List;

final class AlignedFactory implements TranscriberFactory<AlignedConfig> {
    @Override
    public String name() {
        return "aligned";
    }

    @Override
    public Class<AlignedConfig> configType() {
        return AlignedConfig.class;
    }

    @Override
    public String summary() {
        return "Words from a .txt beside the clip, or a .words.csv without times, placed by Sphinx-4 where they are"
                + " heard.";
    }

    @Override
    public Transcriber create(AlignedConfig config) {
        Libraries.require(
                "edu.cmu.sphinx.api.SpeechAligner",
                name(),
                "de.sciss:sphinx4-core:1.0.0 and de.sciss:sphinx4-data:1.0.0");
        return new AlignedTranscriber(
                config.folder(),
                ModelFiles.of(List.of(config.acousticModel(), config.dictionary())),
                new SphinxAligner(config));
    }
}
