package dev.attune.encoders.text;

import dev.attune.api.media.Recording;
import dev.attune.api.media.Transcriber;
import dev.attune.api.media.Transcript;
import dev.attune.api.media.Word;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads a text without times, and lets an aligner find them in the sound. */
final class AlignedTranscriber implements Transcriber {
    private final Optional<Path> folder;
    private final List<Path> models;
    private final Aligner aligner;

    /**
     * Makes a transcriber.
     *
     * @param folder of the texts; without it, they are beside the clips
     * @param models the aligner's files
     * @param aligner finds words in the sound
     */
    AlignedTranscriber(Optional<Path> folder, List<Path> models, Aligner aligner) {
        this.folder = folder;
        this.models = List.copyOf(models);
        this.aligner = aligner;
    }

    @Override
    public Optional<Transcript> transcribe(Recording recording) {
        return transcribe(recording, finding -> {});
    }

    @Override
    public Optional<Transcript> transcribe(Recording recording, Consumer<String> findings) {
        List<Path> files = texts(recording.file());
        Optional<List<String>> text = files.stream().findFirst().map(AlignedTranscriber::words);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        findings.accept(Sidecar.finding(files));
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

    @Override
    public List<Path> files(Path recording) {
        return Stream.concat(texts(recording).stream().limit(1), models.stream())
                .toList();
    }

    /** Returns the texts that there are, that which is read before the others. */
    private List<Path> texts(Path recording) {
        return Stream.of(SidecarTranscriber.PLAIN, TranscriptFormat.WORDS_CSV.ending())
                .flatMap(ending -> Sidecar.find(recording, folder, ending).stream())
                .toList();
    }

    private static List<String> words(Path text) {
        Lines lines = Lines.read(text);
        boolean plain = String.valueOf(text.getFileName()).endsWith(SidecarTranscriber.PLAIN);
        return WordList.split(plain ? lines.text() : WordTable.text(lines));
    }

    /** Returns a word as dictionaries have it: in lower case, letters, digits and apostrophes alone. */
    static String plain(String word) {
        return word.toLowerCase(Locale.ROOT).replace('’', '\'').replaceAll("[^\\p{L}\\p{N}']", "");
    }

    @Override
    public void close() {}
}
