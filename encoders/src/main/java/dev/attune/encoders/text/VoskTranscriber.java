package dev.attune.encoders.text;

import dev.attune.api.DataException;
import dev.attune.api.media.Recording;
import dev.attune.api.media.SoundStream;
import dev.attune.api.media.Transcriber;
import dev.attune.api.media.Transcript;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.vosk.LibVosk;
import org.vosk.LogLevel;
import org.vosk.Model;
import org.vosk.Recognizer;

/** Recognises speech with Vosk; the one class that touches it, so that it may be absent. */
final class VoskTranscriber implements Transcriber {
    private final Model model;
    private final List<Path> files;

    VoskTranscriber(VoskConfig config) {
        files = ModelFiles.of(config.model());
        try {
            LibVosk.setLogLevel(LogLevel.WARNINGS);
            model = new Model(config.model().toString());
        } catch (IOException | UnsatisfiedLinkError e) {
            throw new DataException("Vosk cannot load the model " + config.model() + ": " + e.getMessage(), e);
        }
    }

    @Override
    public Optional<Transcript> transcribe(Recording recording) {
        WordList words = new WordList();
        if (!recording.soundSpans().isEmpty()) {
            try (Recognizer recognizer = new Recognizer(model, SpeechFile.RATE);
                    SoundStream sound = recording.sound(SpeechFile.RATE)) {
                recognizer.setWords(true);
                float[] samples = new float[SpeechFile.RATE / 4];
                for (int count = sound.read(samples); count > 0; count = sound.read(samples)) {
                    // True at the end of an utterance, whose words are then given once.
                    if (recognizer.acceptWaveForm(SpeechFile.pcm(samples, count), 2 * count)) {
                        WordJson.add(recognizer.getResult(), words);
                    }
                }
                WordJson.add(recognizer.getFinalResult(), words);
            } catch (IOException e) {
                throw new DataException("Vosk cannot read " + recording.file() + ": " + e.getMessage(), e);
            }
        }
        return Optional.of(words.transcript());
    }

    @Override
    public List<Path> files(Path recording) {
        return files;
    }

    @Override
    public void close() {
        model.close();
    }
}
