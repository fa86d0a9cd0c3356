package dev.attune.encoders.text;

import dev.attune.api.DataException;
import dev.attune.api.media.Recording;
import dev.attune.api.media.Transcriber;
import dev.attune.api.media.Transcript;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Reads the transcript that lies beside a clip. */
final class SidecarTranscriber implements Transcriber {
    static final String PLAIN = ".txt";

    private final SidecarConfig config;

    SidecarTranscriber(SidecarConfig config) {
        this.config = config;
        config.folder().ifPresent(folder -> {
            if (!Files.isDirectory(folder)) {
                throw new DataException("There is no folder " + folder + ", wanted the one of the transcripts.");
            }
        });
    }

    @Override
    public Optional<Transcript> transcribe(Recording recording) {
        List<TranscriptFormat> formats =
                config.format().map(List::of).orElseGet(() -> Arrays.asList(TranscriptFormat.values()));
        for (TranscriptFormat format : formats) {
            Optional<Path> file = Sidecar.find(recording, config.folder(), format.ending());
            if (file.isPresent()) {
                return Optional.of(read(Lines.read(file.get()), format));
            }
        }
        Sidecar.find(recording, config.folder(), PLAIN).ifPresent(file -> {
            throw new DataException("The transcript " + file + " has no times; set transcript: {type: aligned} to find "
                    + "them in the sound, or give a file that has them.");
        });
        return Optional.empty();
    }

    private static Transcript read(Lines lines, TranscriptFormat format) {
        return switch (format) {
            case WORDS_CSV -> WordTable.read(lines);
            case WORDS_JSON -> WordJson.read(lines);
            case ALIGN -> AlignFile.read(lines);
            case VTT -> Cues.vtt(lines);
            case SRT -> Cues.srt(lines);
        };
    }

    @Override
    public void close() {}
}
