package dev.attune.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.attune.api.DataException;
import dev.attune.api.PublicApi;
import dev.attune.api.media.Recording;
import dev.attune.api.media.Span;
import dev.attune.api.media.Timeline;
import dev.attune.api.media.Transcriber;
import dev.attune.api.media.TranscriberFactory;
import dev.attune.api.media.Transcript;
import dev.attune.api.media.Word;
import dev.attune.testkit.media.ArrayRecording;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Checks what every transcriber promises; each plugin extends it once for each of its transcribers.
 *
 * <pre>{@code
 * class MyTranscriberTest extends TranscriberContract<MyConfig> {
 *     @Override
 *     protected TranscriberFactory<MyConfig> factory() {
 *         return new MyTranscriberFactory();
 *     }
 *
 *     @Override
 *     protected MyConfig config() {
 *         return new MyConfig();
 *     }
 *
 *     @Override
 *     protected Recording spoken() {
 *         return ArrayRecording.builder(Timeline.regular(0, 2, 25))
 *                 .file(Path.of("src/test/resources/clip.mp4")) // beside its transcript
 *                 .build();
 *     }
 * }
 * }</pre>
 *
 * @param <C> the record of options
 * @since 0.1
 */
@PublicApi(usage = PublicApi.Usage.IMPLEMENT, state = PublicApi.State.EXPERIMENTAL, since = "0.1")
public abstract class TranscriberContract<C extends Record> {
    private static final int RATE = 16_000;
    /** Times are written with few digits. */
    private static final double ROUNDING = 1e-3;

    private static final String NOTHING_SAID =
            "a recording in which nobody speaks has no words and is no error; return "
                    + "Optional.empty() or Transcript.EMPTY";

    /** Makes a contract. */
    protected TranscriberContract() {}

    /** Returns the factory under test. */
    protected abstract TranscriberFactory<C> factory();

    /** Returns the options under test. */
    protected abstract C config();

    /** Returns a recording in which the transcriber finds words; always the same one. */
    protected abstract Recording spoken();

    /** Checks name, options and summary, which users see. */
    @Test
    public final void describesItself() {
        FactoryChecks.check(factory(), config());
    }

    /** Checks that there are words, without which no other check would show anything. */
    @Test
    public final void findsWords() {
        try (Transcriber transcriber = transcriber()) {
            assertThat(words(transcriber.transcribe(spoken())))
                    .as(
                            "the transcriber must find a word in the recording that spoken() gives; give it one in which somebody speaks")
                    .isNotEmpty();
        }
    }

    /** Checks that no word was said before the recording began or after it ended. */
    @Test
    public final void placesWordsWithinTheRecording() {
        Recording recording = spoken();
        double end = recording.timeline().end();
        try (Transcriber transcriber = transcriber()) {
            for (Word word : words(transcriber.transcribe(recording))) {
                assertThat(word.span())
                        .as(
                                "a word must lie within its recording, which ends at %s s; cut or leave out '%s'",
                                end, word.text())
                        .matches((Span span) -> span.start() >= -ROUNDING && span.end() <= end + ROUNDING);
            }
        }
    }

    /** Checks that both ways of asking give the same, whatever was transcribed before. */
    @Test
    public final void theSameRecordingGivesTheSameWords(@TempDir Path folder) {
        Optional<Transcript> first;
        try (Transcriber transcriber = transcriber()) {
            first = transcriber.transcribe(spoken());
            transcriber.transcribe(silent(folder));
            assertThat(transcriber.transcribe(spoken()))
                    .as("a transcriber that has heard another recording must not remember it")
                    .isEqualTo(first);
            List<String> findings = new ArrayList<>();
            assertThat(transcriber.transcribe(spoken(), findings::add))
                    .as("transcribe() must give the same words with and without a taker of findings")
                    .isEqualTo(first);
            assertThat(findings)
                    .as("a finding is a sentence for the user, so it must have words and stand on one line")
                    .allSatisfy(finding -> assertThat(finding).isNotBlank().doesNotContain("\n"));
        }
        try (Transcriber other = transcriber()) {
            assertThat(other.transcribe(spoken()))
                    .as(
                            "another transcriber with the same options must give the same words; take no random number and no time of day")
                    .isEqualTo(first);
        }
    }

    /** Checks that a recording without words is one, and no error. */
    @Test
    public final void findsNothingWhereNothingIsSaid(@TempDir Path folder) {
        try (Transcriber transcriber = transcriber()) {
            Recording mute = ArrayRecording.builder(Timeline.regular(0, 1, 25))
                    .file(folder.resolve("mute.mp4"))
                    .build();
            for (Recording recording : List.of(silent(folder), mute)) {
                assertThat(hear(transcriber, recording)).as(NOTHING_SAID).isEmpty();
            }
        }
    }

    private static List<Word> hear(Transcriber transcriber, Recording recording) {
        try {
            return words(transcriber.transcribe(recording));
        } catch (DataException e) {
            throw new AssertionError(NOTHING_SAID + "; found " + e.getMessage(), e);
        }
    }

    /** Checks the files by whose change the host notices that words must be found again. */
    @Test
    public final void namesTheFilesThatItReads(@TempDir Path folder) {
        try (Transcriber transcriber = transcriber()) {
            for (Path recording : List.of(spoken().file(), silent(folder).file())) {
                List<Path> files = transcriber.files(recording);
                assertThat(files)
                        .as("files() must name files that exist, for the host hashes them; leave out what is not there")
                        .allSatisfy(file -> assertThat(file).isRegularFile());
                assertThat(transcriber.files(recording))
                        .as(
                                "files() must name the same files in the same order at every call; sort what a folder lists")
                        .isEqualTo(files);
                assertThat(files)
                        .as("files() must not name the recording itself, which the host hashes anyway")
                        .doesNotContain(recording);
            }
        }
    }

    /** Checks that closing twice does no harm. */
    @Test
    public final void mayBeClosedTwice() {
        Transcriber transcriber = transcriber();
        transcriber.close();
        assertThatCode(transcriber::close)
                .as("closing what is closed must do nothing; remember that it was closed")
                .doesNotThrowAnyException();
    }

    private Transcriber transcriber() {
        return factory().create(config());
    }

    /** Returns a recording of digital silence in a folder where there is nothing else. */
    private static Recording silent(Path folder) {
        return ArrayRecording.builder(Timeline.regular(0, 1, 25))
                .file(folder.resolve("silence.mp4"))
                .sound(new float[RATE], RATE)
                .build();
    }

    private static List<Word> words(Optional<Transcript> transcript) {
        return transcript.map(Transcript::words).orElse(List.of());
    }
}
