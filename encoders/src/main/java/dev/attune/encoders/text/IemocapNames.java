package dev.attune.encoders.text;

import dev.attune.api.DataException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the name of a clip of IEMOCAP says, and where the files of its dialog are.
 *
 * @param session the folder of its session
 * @param dialog such as {@code Ses01F_impro01}
 * @param turn such as {@code Ses01F_impro01_F000}; empty for a clip that is a whole dialog
 */
record IemocapNames(Path session, String dialog, Optional<String> turn) {
    private static final Pattern TURN = Pattern.compile("(Ses0(\\d)[FM]_(?:impro|script)\\w+)_[FM](?:XX)?\\d+\\w*");
    private static final Pattern DIALOG = Pattern.compile("(Ses0(\\d)[FM]_(?:impro|script)\\w+)");
    private static final String ALIGNMENT = ".wdseg";

    /** Takes the name of a recording apart; empty if it is none of IEMOCAP's. */
    static Optional<IemocapNames> of(Path root, Path recording) {
        String name = Sidecar.stem(recording);
        Matcher turn = TURN.matcher(name);
        if (turn.matches()) {
            return Optional.of(new IemocapNames(session(root, turn), turn.group(1), Optional.of(name)));
        }
        Matcher dialog = DIALOG.matcher(name);
        return dialog.matches()
                ? Optional.of(new IemocapNames(session(root, dialog), name, Optional.empty()))
                : Optional.empty();
    }

    private static Path session(Path root, Matcher name) {
        return root.resolve("Session" + name.group(2));
    }

    Path transcription() {
        return session.resolve("dialog/transcriptions").resolve(dialog + ".txt");
    }

    /** Returns the alignment of a turn of the dialog, if there is one. */
    Optional<Path> alignment(String ofTurn) {
        return Optional.of(alignments().resolve(ofTurn + ALIGNMENT)).filter(Files::isRegularFile);
    }

    private Path alignments() {
        return session.resolve("sentences/ForcedAlignment").resolve(dialog);
    }

    /** Returns what there is of the transcription and the alignments. */
    List<Path> files() {
        Stream<Path> text = Stream.of(transcription()).filter(Files::isRegularFile);
        return Stream.concat(
                        text, turn.map(this::alignment).map(Optional::stream).orElseGet(() -> all().stream()))
                .toList();
    }

    private List<Path> all() {
        if (!Files.isDirectory(alignments())) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(alignments())) {
            return files.filter(file -> String.valueOf(file.getFileName()).startsWith(dialog))
                    .filter(file -> String.valueOf(file.getFileName()).endsWith(ALIGNMENT))
                    .sorted()
                    .toList();
        } catch (IOException | UncheckedIOException e) { // unchecked while it is gone through
            throw new DataException(alignments() + " cannot be listed: " + e.getMessage(), e);
        }
    }
}
