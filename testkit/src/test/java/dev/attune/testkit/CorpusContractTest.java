package dev.attune.testkit;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attune.api.DataException;
import dev.attune.api.config.NoOptions;
import dev.attune.api.corpus.CorpusContext;
import dev.attune.api.corpus.CorpusFactory;
import dev.attune.api.media.VideoFormat;
import dev.attune.api.media.VideoWriter;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A corpus that is right passes the contract; one that is wrong fails the check that is meant for its fault. */
class CorpusContractTest {
    @TempDir
    private Path folder;

    /** The ways in which the corpus may be wrong. */
    enum Fault {
        NONE,
        OF_THE_MOMENT,
        NO_LABELS,
        BESIDE_ITS_FOLDER,
        SILENT,
        HIDES_FAILURES
    }

    @Nested
    class RightCorpus extends ExampleContract {
        RightCorpus() {
            super(Fault.NONE);
        }
    }

    private abstract static class ExampleContract extends CorpusContract<NoOptions> {
        private final Fault fault;

        ExampleContract(Fault fault) {
            this.fault = fault;
        }

        @Override
        protected CorpusFactory<NoOptions> factory() {
            return new ExampleCorpusFactory(fault);
        }

        @Override
        protected NoOptions config() {
            return new NoOptions();
        }
    }

    /** Makes two videos of one picture. */
    private static final class ExampleCorpusFactory extends ExampleFactory implements CorpusFactory<NoOptions> {
        private static long made;
        private final Fault fault;

        ExampleCorpusFactory(Fault fault) {
            super("example");
            this.fault = fault;
        }

        @Override
        public void make(NoOptions config, CorpusContext context) {
            for (int clip = 1; clip <= 2; clip++) {
                try {
                    video(context, context.folder().resolve(clip + ".mp4"));
                } catch (DataException e) {
                    if (fault != Fault.HIDES_FAILURES) {
                        throw e;
                    }
                }
                if (fault != Fault.SILENT) {
                    context.progress().step(clip, 2);
                }
            }
            Path place = fault == Fault.BESIDE_ITS_FOLDER
                    ? context.folder().resolveSibling("labels.csv")
                    : context.folder().resolve("labels.csv");
            if (fault != Fault.NO_LABELS) {
                write(place, fault == Fault.OF_THE_MOMENT ? "made " + made++ : "valence\n0.5\n");
            }
        }

        private static void video(CorpusContext context, Path file) {
            try (VideoWriter writer = context.media().write(file, new VideoFormat(16, 16, 25, 0))) {
                writer.picture(new BufferedImage(16, 16, BufferedImage.TYPE_3BYTE_BGR), 0);
                writer.finish();
            }
        }

        private static void write(Path file, String text) {
            try {
                Files.writeString(file, text);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** A check, which may need the disk. */
    @FunctionalInterface
    interface Check {
        void run(CorpusContract<?> contract, Path folder) throws IOException;
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                fault(
                        Fault.OF_THE_MOMENT,
                        CorpusContract::makesTheSameFilesOfTheSameOptions,
                        "and write no time of day; compare these files"),
                fault(
                        Fault.NO_LABELS,
                        CorpusContract::writesRecordingsAndWhatIsKnownOfThem,
                        "a corpus must have labels and splits"),
                fault(Fault.BESIDE_ITS_FOLDER, CorpusContract::writesNowhereElse, "and nowhere else"),
                fault(Fault.SILENT, CorpusContract::tellsOfEachRecordingThatIsFinished, "each of the 2 recordings"),
                fault(
                        Fault.HIDES_FAILURES,
                        CorpusContract::passesOnThatAVideoCannotBeWritten,
                        "do not catch it, and do not wrap it"));
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
