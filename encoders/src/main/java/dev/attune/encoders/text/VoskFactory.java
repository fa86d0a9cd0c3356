package dev.attune.encoders.text;

import dev.attune.api.DataException;
import dev.attune.api.media.Transcriber;
import dev.attune.api.media.TranscriberFactory;
import java.nio.file.Files;

final class VoskFactory implements TranscriberFactory<VoskConfig> {
    @Override
    public String name() {
        return "vosk";
    }

    @Override
    public Class<VoskConfig> configType() {
        return VoskConfig.class;
    }

    @Override
    public String summary() {
        return "Words and times as the speech recogniser Vosk hears them; the folder of a model is needed.";
    }

    @Override
    public Transcriber create(VoskConfig config) {
        Libraries.require("org.vosk.Model", name(), "com.alphacephei:vosk:0.3.45");
        // Vosk takes a model from the folder am, or from its own if it is an old one.
        if (!Files.isDirectory(config.model())) {
            throw new DataException("There is no folder " + config.model()
                    + ", wanted an unpacked model of Vosk; models are at https://alphacephei.com/vosk/models.");
        }
        if (!Files.isRegularFile(config.model().resolve("am/final.mdl"))
                && !Files.isRegularFile(config.model().resolve("final.mdl"))) {
            throw new DataException("The folder " + config.model()
                    + " is no model of Vosk: found neither am/final.mdl nor final.mdl in it; unpack the archive and name "
                    + "the folder that holds am.");
        }
        return new VoskTranscriber(config);
    }
}
