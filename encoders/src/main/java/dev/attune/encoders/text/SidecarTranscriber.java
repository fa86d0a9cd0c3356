package dev.attune.encoders.text;

import dev.attune.api.DataException;
import dev.attune.api.media.Recording;
import dev.attune.api.media.Transcriber;
import dev.attune.api.media.Transcript;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

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
        return transcribe(recording, finding -> {});
    }

    @Override
    public Optional<Transcript> transcribe(Recording recording, Consumer<String> findings) {
        Map<Path, TranscriptFormat> found = found(recording.file());
        for (Map.Entry<Path, TranscriptFormat> first : found.entrySet()) {
            findings.accept(Sidecar.finding(List.copyOf(found.keySet())));
            return Optional.of(read(Lines.read(first.getKey()), first.getValue()));
        }
        Sidecar.find(recording.file(), config.folder(), PLAIN).ifPresent(file -> {
            throw new DataException("The transcript " + file + " has no times; set transcript: {type: aligned} to find "
                    + "them in the sound, or give a file that has them.");
        });
        return Optional.empty();
    }

    @Override
    public List<Path> files(Path recording) {
        return found(recording).keySet().stream().limit(1).toList();
    }

    /** Returns the transcripts that there are, that which is read before the others. */
    private Map<Path, TranscriptFormat> found(Path recording) {
        List<TranscriptFormat> formats =
                config.format().map(List::of).orElseGet(() -> Arrays.asList(TranscriptFormat.values()));
        Map<Path, TranscriptFormat> found = new LinkedHashMap<>();
        for (TranscriptFormat format : formats) {
            Sidecar.find(recording, config.folder(), format.ending()).ifPresent(file -> found.put(file, format));
        }
        return found;
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
