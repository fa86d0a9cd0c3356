package dev.attune.encoders.text;

import dev.attune.api.DataException;
import dev.attune.api.media.Recording;
import dev.attune.api.media.Span;
import dev.attune.api.media.Transcriber;
import dev.attune.api.media.Transcript;
import dev.attune.api.media.Word;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Finds the words of IEMOCAP's turns, and of its dialogs, in the files that come with it. */
final class IemocapTranscriber implements Transcriber {
    private final Path root;

    IemocapTranscriber(IemocapConfig config) {
        root = config.root();
        if (IntStream.rangeClosed(1, 9).noneMatch(session -> Files.isDirectory(root.resolve("Session" + session)))) {
            throw new DataException("There is no Session1 in " + root + ", wanted the folder of IEMOCAP's sessions.");
        }
    }

    @Override
    public Optional<Transcript> transcribe(Recording recording) {
        return transcribe(recording, finding -> {});
    }

    @Override
    public Optional<Transcript> transcribe(Recording recording, Consumer<String> findings) {
        Optional<IemocapNames> clip = IemocapNames.of(root, recording.file());
        if (clip.isEmpty()) {
            findings.accept("no words, since the file is not called as a turn or a dialog of IEMOCAP, such as"
                    + " Ses01F_impro01_F000 or Ses01F_impro01");
            return Optional.empty();
        }
        IemocapNames names = clip.get();
        Path file = names.transcription();
        if (!Files.isRegularFile(file)) {
            throw new DataException("There is no transcription " + file + " for " + recording.file() + ".");
        }
        List<IemocapTurn> turns = IemocapTurn.read(Lines.readOld(file));
        WordList words = new WordList();
        if (names.turn().isEmpty()) {
            dialog(names, turns, words, findings);
            return Optional.of(words.transcript());
        }
        String wanted = names.turn().get();
        IemocapTurn turn = turns.stream()
                .filter(candidate -> candidate.name().equals(wanted))
                .findFirst()
                .orElseThrow(() -> new DataException(
                        "The transcription " + file + " has no line of " + wanted + ", wanted one for each turn."));
        double end = recording.timeline().end();
        double seconds = turn.span().map(Span::seconds).orElse(end);
        Source source = add(names, turn, new Span(0, Math.min(seconds, end)), words);
        findings.accept(source.finding(file));
        return Optional.of(words.transcript());
    }

    /** Where the times of a turn's words are from. */
    private enum Source {
        ALIGNMENT("words from %s, times from the forced alignment"),
        ALIGNMENT_ALONE("words and times from the forced alignment, whose words are others than those of %s"),
        TURN("words from %s, which share the time of their turn");

        private final String finding;

        Source(String finding) {
            this.finding = finding;
        }

        String finding(Path transcription) {
            return String.format(Locale.ROOT, finding, transcription);
        }
    }

    private static void dialog(IemocapNames names, List<IemocapTurn> turns, WordList words, Consumer<String> findings) {
        int aligned = 0;
        int placed = 0;
        for (IemocapTurn turn : turns) {
            if (turn.span().isPresent()) {
                placed++;
                aligned += add(names, turn, turn.span().get(), words) == Source.TURN ? 0 : 1;
            }
        }
        findings.accept("words of " + placed + " turns from " + names.transcription() + ", " + aligned
                + " of them with times from the forced alignment");
        if (placed < turns.size()) {
            findings.accept((turns.size() - placed) + " turns have no times and are left out");
        }
    }

    /** Adds the words of a turn that has a part of the recording. */
    private static Source add(IemocapNames names, IemocapTurn turn, Span span, WordList words) {
        List<Word> heard = names.alignment(turn.name())
                .map(file -> WordSegments.read(Lines.readOld(file)))
                .orElse(List.of());
        if (heard.isEmpty()) {
            words.share(turn.words(), span.start(), span.end());
            return Source.TURN;
        }
        boolean same = key(heard.stream().map(Word::text).toList()).equals(key(turn.words()));
        for (int i = 0; i < heard.size(); i++) {
            Span at = heard.get(i).span();
            words.add(
                    same ? turn.words().get(i) : heard.get(i).text(),
                    span.start() + at.start(),
                    span.start() + at.end());
        }
        return same ? Source.ALIGNMENT : Source.ALIGNMENT_ALONE;
    }

    /** Leaves of words what both files write alike. */
    private static List<String> key(List<String> words) {
        return words.stream()
                .map(word -> word.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", ""))
                .toList();
    }

    @Override
    public List<Path> files(Path recording) {
        return IemocapNames.of(root, recording).map(IemocapNames::files).orElse(List.of());
    }

    @Override
    public void close() {}
}
