package dev.attune.encoders.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attune.api.DataException;
import dev.attune.api.media.Timeline;
import dev.attune.api.media.Transcriber;
import dev.attune.api.media.Transcript;
import dev.attune.testkit.media.ArrayRecording;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class IemocapTest {
    @TempDir
    private Path root;

    private final List<String> findings = new ArrayList<>();

    @BeforeEach
    void write() throws IOException {
        IemocapFixture.write(root);
    }

    private Optional<Transcript> transcribe(String clip, double seconds) {
        findings.clear();
        try (Transcriber transcriber = new IemocapFactory().create(new IemocapConfig(root))) {
            return transcriber.transcribe(
                    ArrayRecording.builder(Timeline.regular(0, seconds, 100))
                            .file(root.resolve("Session1/sentences/wav").resolve(clip + ".wav"))
                            .build(),
                    findings::add);
        }
    }

    /** Writes words and times in a form that is easy to compare. */
    private String words(String clip, double seconds) {
        return transcribe(clip, seconds).orElseThrow().words().stream()
                .map(word -> String.format(
                        Locale.ROOT,
                        "%s[%.4f-%.4f]",
                        word.text(),
                        word.span().start(),
                        word.span().end()))
                .collect(Collectors.joining(" "));
    }

    private Path transcription() {
        return root.resolve("Session1/dialog/transcriptions/Ses01F_impro01.txt");
    }

    @Test
    void wordsOfTheTranscriptionHaveTheTimesOfTheAlignmentWhereBothAgree() {
        assertThat(words("Ses01F_impro01_F000", 1.94)).isEqualTo("Excuse[0.3000-0.6800] me.[0.8000-1.1100]");
        assertThat(findings).containsExactly("words from " + transcription() + ", times from the forced alignment");
    }

    @Test
    void elseTheyAreThoseOfTheAlignment() {
        assertThat(words("Ses01F_impro01_M000", 2))
                .isEqualTo("it's[0.1000-0.3000] twenty[0.3000-0.7000] five[0.7000-1.1000]");
        assertThat(findings)
                .containsExactly("words and times from the forced alignment, whose words are others than those of "
                        + transcription());
    }

    @Test
    void withoutAnAlignmentWordsShareTheirTurn() throws IOException {
        // Two and five letters, an alignment without a word: as if there were none.
        assertThat(words("Ses01F_impro01_M001", 0.8)).isEqualTo("ab[0.0000-0.2286] cdef![0.2286-0.8000]");
        assertThat(findings).containsExactly("words from " + transcription() + ", which share the time of their turn");
        // A turn without times takes all of its recording, and no turn takes more.
        assertThat(words("Ses01F_impro01_F001", 1)).isEqualTo("Okay,[0.0000-0.5000] fine.[0.5000-1.0000]");
        Files.delete(root.resolve("Session1/sentences/ForcedAlignment/Ses01F_impro01/Ses01F_impro01_F000.wdseg"));
        assertThat(words("Ses01F_impro01_F000", 1.8)).isEqualTo("Excuse[0.0000-1.2000] me.[1.2000-1.8000]");
        Files.delete(root.resolve("Session1/sentences/ForcedAlignment/Ses01F_impro01/Ses01F_impro01_M000.wdseg"));
        assertThat(transcribe("Ses01F_impro01_M000", 2).orElseThrow().words())
                .extracting(word -> word.text())
                .containsExactly("It's", "twenty-five", "at", "the", "café.");
    }

    @Test
    void aDialogHasTheWordsOfItsTurns() {
        assertThat(words("Ses01F_impro01", 20))
                .isEqualTo("Excuse[6.5901-6.9701] me.[7.0901-7.4001] it's[7.6000-7.8000] twenty[7.8000-8.2000]"
                        + " five[8.2000-8.6000] ab[12.0000-12.2286] cdef![12.2286-12.8000]");
        assertThat(findings)
                .containsExactly(
                        "words of 4 turns from " + transcription() + ", 2 of them with times from the forced alignment",
                        "1 turns have no times and are left out");
    }

    @Test
    void theFilesAreThoseThatAreRead() {
        Path alignments = root.resolve("Session1/sentences/ForcedAlignment/Ses01F_impro01");
        try (Transcriber transcriber = new IemocapFactory().create(new IemocapConfig(root))) {
            assertThat(transcriber.files(Path.of("wavs/Ses01F_impro01_F000.wav")))
                    .containsExactly(transcription(), alignments.resolve("Ses01F_impro01_F000.wdseg"));
            assertThat(transcriber.files(Path.of("wavs/Ses01F_impro01_F001.wav")))
                    .containsExactly(transcription());
            assertThat(transcriber.files(Path.of("Ses01F_impro01.avi")))
                    .containsExactly(
                            transcription(),
                            alignments.resolve("Ses01F_impro01_F000.wdseg"),
                            alignments.resolve("Ses01F_impro01_M000.wdseg"),
                            alignments.resolve("Ses01F_impro01_M001.wdseg"));
            assertThat(transcriber.files(Path.of("Ses05M_script01_1b.avi"))).isEmpty();
            assertThat(transcriber.files(Path.of("holiday.avi"))).isEmpty();
        }
    }

    @Test
    void namesAreTakenApart() {
        assertName("Ses05M_script01_1b_M012", "Session5", "Ses05M_script01_1b", true);
        assertName("Ses04F_script03_2_F041b", "Session4", "Ses04F_script03_2", true);
        assertName("Ses03F_impro05_MXX0", "Session3", "Ses03F_impro05", true);
        assertName("Ses02M_script02_2", "Session2", "Ses02M_script02_2", false);
        assertThat(transcribe("holiday", 1)).isEmpty();
        assertThat(findings)
                .containsExactly("no words, since the file is not called as a turn or a dialog of IEMOCAP, such as"
                        + " Ses01F_impro01_F000 or Ses01F_impro01");
    }

    private void assertName(String clip, String session, String dialog, boolean turn) {
        assertThat(IemocapNames.of(root, Path.of("wav", clip + ".wav")))
                .contains(new IemocapNames(root.resolve(session), dialog, turn ? Optional.of(clip) : Optional.empty()));
    }

    @Test
    void whatIsBrokenIsNamedWithoutWhatWasSaid() throws IOException {
        assertThatThrownBy(() -> new IemocapFactory().create(new IemocapConfig(root.resolve("Session1"))))
                .isInstanceOf(DataException.class)
                .hasMessage("There is no Session1 in " + root.resolve("Session1")
                        + ", wanted the folder of IEMOCAP's sessions.");
        assertThatThrownBy(() -> transcribe("Ses01F_impro02_F000", 1))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("There is no transcription "
                        + root.resolve("Session1/dialog/transcriptions/Ses01F_impro02.txt") + " for ");
        assertThatThrownBy(() -> transcribe("Ses01F_impro01_F077", 1))
                .isInstanceOf(DataException.class)
                .hasMessage("The transcription " + transcription()
                        + " has no line of Ses01F_impro01_F077, wanted one for each turn.");
        IemocapFixture.segments(root, "F000", "\t   30    20       -100 SECRET\n");
        assertBroken("F000.wdseg is broken at line 2: the word begins with frame 30 and ends before, with 20.");
        IemocapFixture.segments(root, "F000", "\t   30    secret\n");
        assertBroken("F000.wdseg is broken at line 2: found 2 parts, wanted first frame, last frame, score and word.");
        for (String line : List.of("[8-6]: secret", "[8.1.2-9]: secret", "[8-9] secret", "secret")) {
            Files.writeString(transcription(), "Ses01F_impro01_F000 " + line + "\n");
            assertBroken("is broken at line 1: wanted a turn, its times and its words, as in Ses01F_impro01_F000"
                    + " [006.2901-008.2357]: Hello.");
        }
    }

    private void assertBroken(String message) {
        assertThatThrownBy(() -> transcribe("Ses01F_impro01_F000", 1))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("The transcript " + root)
                .hasMessageContaining(message)
                .hasMessageNotContainingAny("secret", "SECRET");
    }
}
