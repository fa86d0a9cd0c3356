package dev.attune.encoders.text;

import dev.attune.api.media.Recording;
import dev.attune.api.media.Transcriber;
import dev.attune.api.media.Transcript;
import dev.attune.api.media.Word;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads a text without times, and lets an aligner find them in the sound. */
final class AlignedTranscriber implements Transcriber {
    private final Optional<Path> folder;
    private final Aligner aligner;

    AlignedTranscriber(Optional<Path> folder, Aligner aligner) {
        this.folder = folder;
        this.aligner = aligner;
    }

    @Override
    public Optional<Transcript> transcribe(Recording recording) {
        Optional<List<String>> text = words(recording);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        List<String> words = text.get();
        if (words.isEmpty() || recording.soundSpans().isEmpty()) {
            return Optional.of(Transcript.EMPTY);
        }
        String plain = words.stream()
                .map(AlignedTranscriber::plain)
                .filter(word -> !word.isEmpty())
                .collect(Collectors.joining(" "));
        List<Word> heard = aligner.align(recording, plain);
        return Optional.of(Placement.of(words, heard, recording.timeline().end()));
    }

    private Optional<List<String>> words(Recording recording) {
        return Sidecar.find(recording, folder, SidecarTranscriber.PLAIN)
                .map(file -> WordList.split(Lines.read(file).text()))
                .or(() -> Sidecar.find(recording, folder, TranscriptFormat.WORDS_CSV.ending())
                        .map(file -> WordList.split(WordTable.text(Lines.read(file)))));
    }

    /** Returns a word as dictionaries have it: in lower case, letters, digits and apostrophes alone. */
    static String plain(String word) {
        return word.toLowerCase(Locale.ROOT).replace('’', '\'').replaceAll("[^\\p{L}\\p{N}']", "");
    }

    @Override
    public void close() {}
}
