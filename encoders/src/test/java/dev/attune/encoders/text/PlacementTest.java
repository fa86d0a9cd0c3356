package dev.attune.encoders.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.attune.api.AttunePlugin;
import dev.attune.api.DataException;
import dev.attune.api.media.Recording;
import dev.attune.api.media.Span;
import dev.attune.api.media.Timeline;
import dev.attune.api.media.Transcriber;
import dev.attune.api.media.TranscriberFactory;
import dev.attune.api.media.Transcript;
import dev.attune.api.media.Word;
import dev.attune.encoders.TestModels;
import dev.attune.testkit.media.ArrayRecording;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Words that are found in the sound: by an aligner, or by a recogniser. */
final class PlacementTest {
    @TempDir
    private Path folder;

    private static Word heard(String text, double start, double end) {
        return new Word(text, new Span(start, end));
    }

    private static String text(Transcript transcript) {
        return transcript.words().stream()
                .map(word -> String.format(
                        Locale.ROOT,
                        "%s[%.2f-%.2f]",
                        word.text(),
                        word.span().start(),
                        word.span().end()))
                .collect(Collectors.joining(" "));
    }

    @Test
    void missingWordsStandBetweenTheirNeighbours() {
        List<String> words = List.of("I", "am", "very", "happy", "to", "see", "you,", "See", "you", "today!");
        // As Sphinx-4 does it: the first words are missing, one is in the middle, and one was never said.
        Transcript found = Placement.of(
                words,
                List.of(heard("see", 1.2, 1.4), heard("uh", 1.4, 1.41), heard("you", 1.5, 1.6), heard("you", 2, 2.2)),
                5);
        // 14 letters before 1.2 s take 0.1 s at most each, and there is less; "today!" takes 0.6 s.
        assertThat(text(found))
                .isEqualTo("I[0.00-0.09] am[0.09-0.26] very[0.26-0.60] happy[0.60-1.03] to[1.03-1.20] see[1.20-1.40] "
                        + "you,[1.50-1.60] See[1.60-2.00] you[2.00-2.20] today![2.20-2.80]");
    }

    @Test
    void whatTouchesOrIsNotHeardAtAllHasAPlaceToo() {
        assertThat(text(Placement.of(List.of("a", "b", "c"), List.of(heard("a", 1, 2), heard("c", 2, 3)), 5)))
                .isEqualTo("a[1.00-2.00] b[2.00-2.00] c[2.00-3.00]");
        assertThat(text(Placement.of(List.of("ab", "cd"), List.of(), 5))).isEqualTo("ab[0.00-0.20] cd[0.20-0.40]");
        assertThat(text(Placement.of(List.of("ab"), List.of(), 0.1))).isEqualTo("ab[0.00-0.10]");
        assertThat(text(Placement.of(List.of("a", "b"), List.of(heard("a", 1, 4.95)), 5)))
                .isEqualTo("a[1.00-4.95] b[4.95-5.00]");
        assertThat(text(Placement.of(List.of("a", "b"), List.of(heard("b", 0.05, 1)), 5)))
                .isEqualTo("a[0.00-0.05] b[0.05-1.00]");
    }

    @Test
    void readsTextsAndTablesWithoutTimes() throws IOException {
        List<String> asked = new ArrayList<>();
        AlignedTranscriber transcriber =
                new AlignedTranscriber(Optional.of(folder), List.of(Path.of("model")), (recording, text) -> {
                    asked.add(text);
                    return List.of(heard("it's", 0.5, 1));
                });
        ArrayRecording.Builder clip =
                ArrayRecording.builder(Timeline.regular(0, 2, 25)).file(Path.of("clip.mp4"));
        ArrayRecording mute = clip.build();
        ArrayRecording loud = clip.sound(new float[32_000], 16_000).build();
        assertThat(transcriber.transcribe(loud)).isEmpty();
        Files.writeString(folder.resolve("clip.words.csv"), "word\n\"It\u2019s,\"\n7\n");
        assertThat(text(transcriber.transcribe(loud).orElseThrow())).isEqualTo("It\u2019s,[0.50-1.00] 7[1.00-1.10]");
        Files.writeString(folder.resolve("clip.txt"), "\"It's\" - SO.\n");
        assertThat(text(transcriber.transcribe(loud).orElseThrow())).isEqualTo("\"It's\"[0.50-1.00] SO.[1.00-1.30]");
        assertThat(asked).containsExactly("it's 7", "it's so");
        assertThat(transcriber.files(Path.of("clip.mp4")))
                .containsExactly(folder.resolve("clip.txt"), Path.of("model"));
        List<String> findings = new ArrayList<>();
        transcriber.transcribe(loud, findings::add);
        assertThat(findings).containsExactly("words from " + folder.resolve("clip.txt") + ", not from clip.words.csv");
        // Without sound there is nothing to say.
        assertThat(transcriber.transcribe(mute).orElseThrow().words()).isEmpty();
    }

    @Test
    void writesSoundAsRecognisersWantIt() throws IOException {
        Path file = folder.resolve("sound.wav");
        float[] samples = {0, 0.5f, -1, 1};
        ArrayRecording clip = ArrayRecording.builder(Timeline.regular(0, 4 / 16_000.0, 16_000))
                .sound(samples, 16_000)
                .build();
        SpeechFile.write(clip, file);
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(bytes.capacity()).isEqualTo(44 + 8);
        assertThat(bytes.getInt(4)).isEqualTo(44);
        assertThat(bytes.getInt(24)).isEqualTo(16_000);
        assertThat(bytes.getInt(40)).isEqualTo(8);
        assertThat(new short[] {bytes.getShort(44), bytes.getShort(46), bytes.getShort(48), bytes.getShort(50)})
                .containsExactly(0, 16_384, Short.MIN_VALUE, Short.MAX_VALUE);
    }

    @Test
    void readsTheAnswersOfVosk() {
        WordList words = new WordList();
        WordJson.add(
                "{\n  \"result\" : [{\n      \"conf\" : 1.000000,\n      \"end\" : 0.9,\n      \"start\" : 0.6,\n"
                        + "      \"word\" : \"so\"\n    }],\n  \"text\" : \"so\"\n}",
                words);
        // An utterance of silence has no result.
        WordJson.add("{\"text\" : \"\"}", words);
        WordJson.add("{\"result\": [{\"word\": \"what\", \"start\": 2, \"end\": 2.5}]}", words);
        assertThat(text(words.transcript())).isEqualTo("so[0.60-0.90] what[2.00-2.50]");
    }

    @Test
    void saysWhichFolderIsNoModelOfVosk() {
        Path none = folder.resolve("none");
        assertThatThrownBy(() -> new VoskFactory().create(new VoskConfig(none)))
                .isInstanceOf(DataException.class)
                .hasMessage("There is no folder " + none
                        + ", wanted an unpacked model of Vosk; models are at https://alphacephei.com/vosk/models.");
        assertThatThrownBy(() -> new VoskFactory().create(new VoskConfig(folder)))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("The folder " + folder + " is no model of Vosk: found neither am/final.mdl");
    }

    @Test
    void saysWhichLibraryIsNotThere() {
        assertThatThrownBy(() -> Libraries.require(
                        ClassLoader.getPlatformClassLoader(), "org.vosk.Model", "vosk", "com.alphacephei:vosk:0.3.45"))
                .isInstanceOf(DataException.class)
                .hasMessage(
                        "The transcriber vosk needs a library that is not there; add com.alphacephei:vosk:0.3.45 to "
                                + "the class path.");
    }

    /** The plugin must load, and tell what is missing, where the optional libraries are absent. */
    @Test
    void thePluginNeedsNoOptionalLibrary() throws ReflectiveOperationException {
        try (WithoutLibraries loader = new WithoutLibraries()) {
            Object plugin = loader.loadClass(TextPlugin.class.getName())
                    .getDeclaredConstructor()
                    .newInstance();
            List<String> messages = new ArrayList<>();
            for (TranscriberFactory<?> factory : ((AttunePlugin) plugin).transcribers()) {
                messages.add(factory.name() + ": " + loader.create(factory, folder));
            }
            assertThat(messages.get(0)).isEqualTo("sidecar: made");
            assertThat(messages.get(1)).contains("add de.sciss:sphinx4-core:1.0.0 and de.sciss:sphinx4-data:1.0.0");
            assertThat(messages.get(2)).contains("add com.alphacephei:vosk:0.3.45");
        }
    }

    /** Sphinx-4 with its own models, on a sentence whose times are known, and which nobody may log. */
    @Test
    void sphinxFindsTheWordsOfARealClip() throws IOException {
        Path clip = TestModels.clip("id2_vcd_swwp2s.mpg");
        Files.writeString(folder.resolve("id2_vcd_swwp2s.txt"), "Set white with p two soon.\n");
        Recording recording = TestModels.open(clip);
        List<String> logged = new ArrayList<>();
        Handler listener = new Handler() {
            @Override
            public void publish(LogRecord line) {
                logged.add(line.getLoggerName() + ": " + line.getMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger root = Logger.getLogger("");
        root.addHandler(listener);
        List<Word> words;
        try (Transcriber transcriber = new AlignedFactory()
                .create(new AlignedConfig(
                        Optional.of(folder),
                        "resource:/edu/cmu/sphinx/models/en-us/en-us",
                        "resource:/edu/cmu/sphinx/models/en-us/cmudict-en-us.dict"))) {
            words = transcriber.transcribe(recording).orElseThrow().words();
        } finally {
            root.removeHandler(listener);
        }
        assertThat(logged).isEmpty();
        assertThat(words.stream().map(Word::text)).containsExactly("Set", "white", "with", "p", "two", "soon.");
        double[] starts = {12_250, 19_250, 27_250, 30_500, 36_000, 43_250};
        for (int i = 0; i < starts.length; i++) {
            assertThat(words.get(i).span().start()).as(words.get(i).text()).isCloseTo(starts[i] / 25_000, within(0.2));
        }
    }
}
