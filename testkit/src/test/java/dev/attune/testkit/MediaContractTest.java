package dev.attune.testkit;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attune.api.config.NoOptions;
import dev.attune.api.media.MediaFactory;
import dev.attune.testkit.ExampleMedia.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Media that are right pass the contract; those that are wrong fail the check that is meant for their fault, with its advice. */
class MediaContractTest {
    @TempDir
    private Path folder;

    @Nested
    class RightMedia extends ExampleContract {
        RightMedia() {
            super(Fault.NONE);
        }
    }

    private abstract static class ExampleContract extends MediaContract<NoOptions> {
        private final MediaFactory<NoOptions> factory;

        ExampleContract(Fault fault) {
            factory = ExampleMedia.factory(fault);
        }

        @Override
        protected MediaFactory<NoOptions> factory() {
            return factory;
        }

        @Override
        protected NoOptions config() {
            return new NoOptions();
        }
    }

    /** A check, which may need the disk. */
    @FunctionalInterface
    interface Check {
        void run(MediaContract<?> contract, Path folder) throws IOException;
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                fault(
                        Fault.COUNTS_PICTURES,
                        MediaContract::findsThePicturesThatWereWritten,
                        "picture 12 must stand at its own time"),
                fault(
                        Fault.DELAYS_SOUND,
                        MediaContract::givesSoundFromZeroToTheEndOfTheClock,
                        "there must be silence after the tone"),
                fault(
                        Fault.OPENS_ANYTHING,
                        MediaContract::refusesWhatIsNoRecording,
                        "a file that does not exist must be refused with a DataException"),
                fault(
                        Fault.LEAVES_THE_UNFINISHED,
                        MediaContract::leavesNothingOfAVideoThatIsNotFinished,
                        "must remove what it wrote"));
    }

    private static Arguments fault(Fault fault, Check check, String advice) {
        return Arguments.of(fault, check, advice);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void findsTheFault(Fault fault, Check check, String advice) throws IOException {
        Path wrong = Files.createDirectory(folder.resolve("wrong"));
        Path right = Files.createDirectory(folder.resolve("right"));
        assertThatThrownBy(() -> check.run(new ExampleContract(fault) {}, wrong))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(advice);
        assertThatCode(() -> check.run(new ExampleContract(Fault.NONE) {}, right))
                .doesNotThrowAnyException();
    }
}
