package dev.attune.encoders.text;

import dev.attune.api.DataException;
import dev.attune.api.media.Recording;
import dev.attune.api.media.Span;
import dev.attune.api.media.Word;
import edu.cmu.sphinx.api.SpeechAligner;
import edu.cmu.sphinx.result.WordResult;
import edu.cmu.sphinx.util.TimeFrame;
import edu.cmu.sphinx.util.props.ConfigurationManager;
import edu.cmu.sphinx.util.props.ConfigurationManagerUtils;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Aligns with Sphinx-4; the one class that touches it, so that it may be absent. */
final class SphinxAligner implements Aligner {
    private final AlignedConfig config;
    private boolean silent;

    SphinxAligner(AlignedConfig config) {
        this.config = config;
    }

    @Override
    @SuppressWarnings("IllegalCatch") // Sphinx-4 throws whatever its parts throw
    public List<Word> align(Recording recording, String text) {
        try {
            Path file = Files.createTempFile("attune-", ".wav");
            try {
                SpeechFile.write(recording, file);
                List<Word> words = new ArrayList<>();
                for (WordResult result : aligner().align(file.toUri().toURL(), text)) {
                    TimeFrame time = result.getTimeFrame();
                    words.add(new Word(
                            result.getWord().getSpelling(), new Span(time.getStart() / 1e3, time.getEnd() / 1e3)));
                }
                return words;
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException | IllegalArgumentException | IllegalStateException | NullPointerException e) {
            throw new DataException(
                    "The words of " + recording.file() + " could not be aligned with its sound: " + e.getMessage()
                            + "; check that the text is English and belongs to the clip.",
                    e);
        }
    }

    /** Makes one for each recording: it adapts to the sound that it has heard, and would give the next recording other times. */
    private SpeechAligner aligner() throws IOException {
        if (!silent) {
            silence();
            silent = true;
        }
        SpeechAligner aligner = new SpeechAligner(config.acousticModel(), config.dictionary(), null);
        // It logs the words of the clip under its simple name, and alone holds that logger.
        JdkLogging.turnOff(SpeechAligner.class.getSimpleName());
        return aligner;
    }

    /** Lets Sphinx-4 set up its logging before it has anything to say, and turns it off. */
    private static void silence() {
        URL defaults = SpeechAligner.class.getResource("default.config.xml");
        if (defaults != null) {
            ConfigurationManagerUtils.configureLogger(new ConfigurationManager(defaults));
            JdkLogging.silence("edu.cmu.sphinx");
        }
    }
}
