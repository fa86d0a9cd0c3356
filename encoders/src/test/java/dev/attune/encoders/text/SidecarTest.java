package dev.attune.encoders.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.attune.api.DataException;
import dev.attune.api.media.Timeline;
import dev.attune.api.media.Transcriber;
import dev.attune.api.media.Transcript;
import dev.attune.api.media.Word;
import dev.attune.encoders.TestModels;
import dev.attune.testkit.media.ArrayRecording;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SidecarTest {
    @TempDir
    private Path folder;

    private void write(String ending, String content) {
        try {
            Files.writeString(folder.resolve("my clip.v2" + ending), content);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write a transcript", e);
        }
    }

    private ArrayRecording clip() {
        return ArrayRecording.builder(Timeline.regular(0, 10, 25))
                .file(folder.resolve("my clip.v2.mp4"))
                .build();
    }

    private Optional<Transcript> transcribe() {
        return transcribe(new SidecarConfig(Optional.empty(), Optional.empty()));
    }

    private Optional<Transcript> transcribe(SidecarConfig config) {
        return new SidecarFactory().create(config).transcribe(clip());
    }

    /** Writes the words and their times in a form that is easy to compare. */
    private String read(String ending, String content) {
        write(ending, content);
        String found = transcribe().orElseThrow().words().stream()
                .map(SidecarTest::text)
                .collect(Collectors.joining(" "));
        assertThat(folder.resolve("my clip.v2" + ending).toFile().delete()).isTrue();
        return found;
    }

    private static String text(Word word) {
        return String.format(
                Locale.ROOT,
                "%s[%.3f-%.3f]",
                word.text(),
                word.span().start(),
                word.span().end());
    }

    private void assertBroken(String ending, String content, String message) {
        assertThatThrownBy(() -> read(ending, content))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("The transcript " + folder.resolve("my clip.v2" + ending))
                .hasMessageContaining(message);
        assertThat(folder.resolve("my clip.v2" + ending).toFile().delete()).isTrue();
    }

    @Test
    void tablesOfWords() {
        assertThat(read(".words.csv", "word,start,end\nI,0.1,0.25\n\"am,\",.25,0.5\n"))
                .isEqualTo("I[0.100-0.250] am,[0.250-0.500]");
        // Another order, names and separators, Windows' line ends and mark, words that are not sorted.
        assertThat(read(
                        ".words.csv",
                        "\uFEFFEnd;Confidence;Begin;Text\r\n2;0.9;1;so\r\n1;;0.5;\"a \"\"b\"\"\"\r\n\r\n"))
                .isEqualTo("a[0.500-0.625] \"b\"[0.625-1.000] so[1.000-2.000]");
        assertBroken(
                ".words.csv",
                "word,start,end\nI,0.1,soon\n",
                "is broken at line 2: found soon, wanted a time in seconds.");
        assertBroken(
                ".words.csv",
                "word,start,end\nI,0.1,0.2\nam,2,1\n",
                "at line 3: the word starts at 2.0 s and ends before");
        assertBroken(".words.csv", "word,start,end\nI,0.1\n", "at line 2: found 2 columns, wanted at least 3.");
        assertBroken(".words.csv", "word,start,end\n\"I,0.1,2\n", "at line 2: a quotation mark is not closed.");
        assertBroken(".words.csv", "a,b\n", "at line 1: found the columns [a, b], wanted word, start and end.");
        assertBroken(".words.csv", "", "at line 1: found the columns [], wanted word, start and end.");
        assertBroken(".words.csv", "word\nI\n", "set transcript: {type: aligned}");
        assertBroken(".words.csv", "word,start,end\nI,NaN,1\n", "found NaN, wanted a time in seconds");
    }

    @Test
    void wordsInJson() {
        String list = "[{\"word\": \"I\\u0027m\", \"start\": 0, \"end\": 1e-1, \"probability\": 0.5},"
                + " {\"text\": \"so\", \"begin\": 0.5, \"end\": 1, \"more\": [null, true, {}]}]";
        String words = "I'm[0.000-0.100] so[0.500-1.000]";
        assertThat(read(".words.json", list)).isEqualTo(words);
        assertThat(read(".words.json", "{\"words\": " + list + "}")).isEqualTo(words);
        assertThat(read(".words.json", "{\"result\": " + list + ", \"text\": \"I'm so\"}"))
                .isEqualTo(words);
        assertThat(read(".words.json", "{\"segments\": [{\"start\": 0, \"end\": 1, \"words\": " + list + "}]}"))
                .isEqualTo(words);
        assertThat(read(".words.json", "[]")).isEmpty();
        assertBroken(".words.json", "[{\"word\": \"I\",\n \"start\": }]", "at line 2: found '}', wanted a value.");
        assertBroken(".words.json", "[{\"word\": \"I\"", "found the end of the file, wanted '}'");
        assertBroken(".words.json", "[{\"word\": \"I\", \"start\": 1, \"end\": 0}]", "is broken at word 1");
        assertBroken(".words.json", "[3]", "has something at word 1 that is no object");
        assertBroken(".words.json", "{\"text\": \"I am\"}", "has no list of words");
        assertBroken(".words.json", "[".repeat(100_000), "wanted a value");
    }

    @Test
    void cuesOfSubRip() {
        String cues = """
                1
                00:00:01,000 --> 00:00:02,000
                <i>I am</i> {\\an8}here

                2
                01:00:00,5 --> 01:00:01,000 X1:40 X2:600
                - Yes !
                No.
                """;
        // Seven letters share a second.
        assertThat(read(".srt", cues))
                .isEqualTo("I[1.000-1.143] am[1.143-1.429] here[1.429-2.000] Yes![3600.500-3600.786]"
                        + " No.[3600.786-3601.000]");
        assertThat(read(".srt", "")).isEmpty();
        assertBroken(".srt", "1\n00:00:01 --> 00:00:02,000\nI\n", "at line 2: found 00:00:01, wanted a time such as");
        assertBroken(".srt", "1\n00:00:03,000 --> 00:00:02,000\nI\n", "at line 2: the cue ends before it starts.");
        assertBroken(
                ".srt",
                "00:00:01,000 --> 00:00:02,000\nI\n00:00:02,000 --> 00:00:03,000\nam\n",
                "at line 3: a cue begins inside another");
        assertBroken(".srt", "I am here\n", "there is no cue");
    }

    @Test
    void cuesOfWebVtt() {
        String cues = """
                WEBVTT - a title

                STYLE
                ::cue { color: red }

                NOTE nothing

                intro
                00:01.000 --> 00:03.000 align:start position:0%
                <v Anna>Tom &amp; <00:00:01.500><c> I</c> <00:02.500>agree

                00:03.000 --> 00:04.000

                """;
        assertThat(read(".vtt", cues)).isEqualTo("Tom[1.000-1.500] I[1.500-2.500] agree[2.500-3.000]");
        assertThat(read(".vtt", "WEBVTT\n")).isEmpty();
        assertBroken(".vtt", "00:01.000 --> 00:03.000\nI\n", "at line 1: a WebVTT file must begin with WEBVTT.");
    }

    @Test
    void alignmentsOfGrid() {
        assertThat(read(".align", "0 12250 sil\r\n12250 19250 set\r\n19250 20000 sp\r\n20000 25000 white\r\n"))
                .isEqualTo("set[0.490-0.770] white[0.800-1.000]");
        assertBroken(".align", "0 12250\n", "at line 1: found 2 parts, wanted begin, end and word.");
        assertBroken(".align", "0 1 sil\n5 0.5 set\n", "at line 2: found 0.5, wanted a whole number of 1/25000 s.");
        assertBroken(".align", "5 1 set\n", "at line 1: the word starts at 5 and ends before, at 1.");
    }

    @Test
    void theMostExactOfSeveralIsRead() {
        assertThat(transcribe()).isEmpty();
        write(".txt", "so");
        assertThatThrownBy(this::transcribe)
                .isInstanceOf(DataException.class)
                .hasMessage("The transcript " + folder.resolve("my clip.v2.txt")
                        + " has no times; set transcript: {type: aligned} to find them in the sound, or give a"
                        + " file that has them.");
        write(".srt", "00:00:01,000 --> 00:00:02,000\nfrom-srt\n");
        assertThat(transcribe().orElseThrow().words().get(0).text()).isEqualTo("from-srt");
        write(".align", "0 1 from-align\n");
        assertThat(transcribe().orElseThrow().words().get(0).text()).isEqualTo("from-align");
        write(".words.csv", "word,start,end\nfrom-csv,0,1\n");
        assertThat(transcribe().orElseThrow().words().get(0).text()).isEqualTo("from-csv");
        SidecarConfig forced = new SidecarConfig(Optional.empty(), Optional.of(TranscriptFormat.SRT));
        assertThat(transcribe(forced).orElseThrow().words().get(0).text()).isEqualTo("from-srt");
    }

    @Test
    void refusesWhatItCannotRead() throws IOException {
        Files.write(folder.resolve("my clip.v2.srt"), "caf\u00e9".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(this::transcribe)
                .isInstanceOf(DataException.class)
                .hasMessageEndingWith("is not written in UTF-8; convert it.");
        Path none = folder.resolve("none");
        assertThatThrownBy(() -> transcribe(new SidecarConfig(Optional.of(none), Optional.empty())))
                .hasMessage("There is no folder " + none + ", wanted the one of the transcripts.");
    }

    /** The clip's own name differs from that of its alignment, so that a copy is made. */
    @Test
    void readsTheAlignmentOfARealClip() throws IOException {
        Path clip = TestModels.clip("id2_vcd_swwp2s.mpg");
        Files.copy(TestModels.clip("swwp2s.align"), folder.resolve("id2_vcd_swwp2s.align"));
        ArrayRecording recording =
                ArrayRecording.builder(Timeline.regular(0, 3, 25)).file(clip).build();
        Transcript found = new SidecarFactory()
                .create(new SidecarConfig(Optional.of(folder), Optional.empty()))
                .transcribe(recording)
                .orElseThrow();
        assertThat(found.words().stream().map(Word::text)).containsExactly("set", "white", "with", "p", "two", "soon");
        // As the file says: frames 12.25, 30.5 and 55.25 of 25 a second.
        assertThat(found.words().get(0).span().start() * 25).isCloseTo(12.25, within(1e-9));
        assertThat(found.words().get(3).span().start() * 25).isCloseTo(30.5, within(1e-9));
        assertThat(found.words().get(5).span().end() * 25).isCloseTo(55.25, within(1e-9));
    }

    @Test
    void saysWhichFileItReads() throws IOException {
        Path elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
        Path clip = folder.resolve("my clip.v2.mp4");
        SidecarConfig options = new SidecarConfig(Optional.of(elsewhere), Optional.empty());
        try (Transcriber transcriber = new SidecarFactory().create(options)) {
            write(".srt", "");
            assertThat(transcriber.files(clip)).isEmpty();
            Path subtitles = Files.writeString(elsewhere.resolve("my clip.v2.srt"), "");
            assertThat(transcriber.files(clip)).containsExactly(subtitles);
            Path table = Files.writeString(elsewhere.resolve("my clip.v2.words.csv"), "word,start,end\n");
            assertThat(transcriber.files(clip)).containsExactly(table);
            List<String> findings = new ArrayList<>();
            transcriber.transcribe(clip(), findings::add);
            assertThat(findings).containsExactly("words from " + table + ", not from my clip.v2.srt");
        }
    }

    @Test
    void listsTheFilesOfModels() throws IOException {
        Path model = Files.createDirectories(folder.resolve("model/deep"));
        Path first = Files.writeString(model.resolve("a"), "");
        Path second = Files.writeString(folder.resolve("model/z"), "");
        String resource = "resource:/edu/cmu/sphinx/models/en-us/en-us";
        assertThat(ModelFiles.of(List.of(resource, "file:" + folder.resolve("model"), second.toString())))
                .containsExactly(first, second, second);
    }
}
