package dev.attune.testkit;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attune.api.DataException;
import dev.attune.api.config.NoOptions;
import dev.attune.api.media.Recording;
import dev.attune.api.media.Span;
import dev.attune.api.media.Timeline;
import dev.attune.api.media.Transcriber;
import dev.attune.api.media.TranscriberFactory;
import dev.attune.api.media.Transcript;
import dev.attune.api.media.Word;
import dev.attune.testkit.media.ArrayRecording;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A transcriber that is right passes the contract; one that is wrong fails the check that is meant for its fault. */
class TranscriberContractTest {
    @TempDir
    private Path folder;

    /** The ways in which the transcriber may be wrong. */
    enum Fault {
        NONE,
        HEARS_NOTHING,
        BEYOND_THE_END,
        ADAPTS,
        REFUSES_SILENCE,
        NAMES_WHAT_IS_NOT_THERE
    }

    @Nested
    class RightTranscriber extends ExampleContract {
        RightTranscriber() {
            super(Fault.NONE);
        }
    }

    private abstract static class ExampleContract extends TranscriberContract<NoOptions> {
        private final Fault fault;

        ExampleContract(Fault fault) {
            this.fault = fault;
        }

        @Override
        protected TranscriberFactory<NoOptions> factory() {
            return new ExampleTranscriberFactory(fault);
        }

        @Override
        protected NoOptions config() {
            return new NoOptions();
        }

        @Override
        protected Recording spoken() {
            return ArrayRecording.builder(Timeline.regular(0, 1, 25))
                    .file(Path.of("spoken.mp4"))
                    .build();
        }
    }

    private static final class ExampleTranscriberFactory extends ExampleFactory
            implements TranscriberFactory<NoOptions> {
        private final Fault fault;

        ExampleTranscriberFactory(Fault fault) {
            super("example");
            this.fault = fault;
        }

        @Override
        public Transcriber create(NoOptions config) {
            return new ExampleTranscriber(fault);
        }
    }

    /** Hears a word in files that are called so. */
    private static final class ExampleTranscriber implements Transcriber {
        private final Fault fault;
        private int heard;

        ExampleTranscriber(Fault fault) {
            this.fault = fault;
        }

        @Override
        public Optional<Transcript> transcribe(Recording recording) {
            if (!recording.file().endsWith("spoken.mp4") || fault == Fault.HEARS_NOTHING) {
                if (fault == Fault.REFUSES_SILENCE) {
                    throw new DataException(recording.file() + " has no words.");
                }
                return Optional.empty();
            }
            double start = fault == Fault.ADAPTS ? 0.1 * heard++ : 0.1;
            double end = fault == Fault.BEYOND_THE_END ? 1.5 : 0.9;
            return Optional.of(new Transcript(List.of(new Word("Hm.", new Span(start, end)))));
        }

        @Override
        public List<Path> files(Path recording) {
            return fault == Fault.NAMES_WHAT_IS_NOT_THERE ? List.of(recording.resolveSibling("words.txt")) : List.of();
        }

        @Override
        public void close() {}
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                fault(Fault.HEARS_NOTHING, (c, f) -> c.findsWords(), "give it one in which somebody speaks"),
                fault(
                        Fault.BEYOND_THE_END,
                        (c, f) -> c.placesWordsWithinTheRecording(),
                        "which ends at 1.0 s; cut or leave out 'Hm.'"),
                fault(
                        Fault.ADAPTS,
                        TranscriberContract::theSameRecordingGivesTheSameWords,
                        "that has heard another recording must not remember it"),
                fault(
                        Fault.REFUSES_SILENCE,
                        TranscriberContract::findsNothingWhereNothingIsSaid,
                        "return Optional.empty() or Transcript.EMPTY"),
                fault(
                        Fault.NAMES_WHAT_IS_NOT_THERE,
                        TranscriberContract::namesTheFilesThatItReads,
                        "leave out what is not there"));
    }

    private static Arguments fault(Fault fault, BiConsumer<TranscriberContract<?>, Path> check, String advice) {
        return Arguments.of(fault, check, advice);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void findsTheFault(Fault fault, BiConsumer<TranscriberContract<?>, Path> check, String advice) {
        assertThatThrownBy(() -> check.accept(new ExampleContract(fault) {}, folder))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(advice);
        assertThatCode(() -> check.accept(new ExampleContract(Fault.NONE) {}, folder))
                .doesNotThrowAnyException();
    }
}
