package dev.attune.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.attune.api.DataException;
import dev.attune.api.PublicApi;
import dev.attune.api.corpus.CorpusContext;
import dev.attune.api.corpus.CorpusFactory;
import dev.attune.testkit.media.DigestMedia;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Checks what every maker of a corpus promises; each plugin extends it once for each of its own.
 *
 * <pre>{@code
 * class MyCorpusTest extends CorpusContract<MyConfig> {
 *     @Override
 *     protected CorpusFactory<MyConfig> factory() {
 *         return new MyCorpusFactory();
 *     }
 *
 *     @Override
 *     protected MyConfig config() {
 *         return new MyConfig(3); // a few short recordings are enough
 *     }
 * }
 * }</pre>
 *
 * <p>No video is encoded: of each, the file holds hashes of the pictures and the sound that were to be written.
 *
 * @param <C> the record of options
 * @since 0.1
 */
@PublicApi(usage = PublicApi.Usage.IMPLEMENT, state = PublicApi.State.EXPERIMENTAL, since = "0.1")
public abstract class CorpusContract<C extends Record> {
    private static final int SHOWN = 3;

    /** Makes a contract. */
    protected CorpusContract() {}

    /** Returns the factory under test. */
    protected abstract CorpusFactory<C> factory();

    /** Returns options that make a small corpus. */
    protected abstract C config();

    /** Checks name, options and summary, which users see. */
    @Test
    public final void describesItself() {
        FactoryChecks.check(factory(), config());
    }

    /** Checks that a corpus can be made again from its options alone. */
    @Test
    public final void makesTheSameFilesOfTheSameOptions(@TempDir Path folder) {
        Map<String, byte[]> first = files(make(folder.resolve("first")));
        Map<String, byte[]> second = files(make(folder.resolve("second")));
        String promise = "the same options must make the same files, byte by byte, in any folder; "
                + "draw from a generator seeded by the options, and write no time of day";
        assertThat(second.keySet()).as(promise).isEqualTo(first.keySet());
        List<String> different = first.keySet().stream()
                .filter(name -> !Arrays.equals(first.get(name), second.get(name)))
                .limit(SHOWN)
                .toList();
        assertThat(different).as("%s; compare these files", promise).isEmpty();
    }

    /** Checks that there is something to train on: recordings, and what is known of them. */
    @Test
    public final void writesRecordingsAndWhatIsKnownOfThem(@TempDir Path folder) {
        DigestMedia media = new DigestMedia();
        Path corpus = make(folder.resolve("corpus"), media, (done, all) -> {});
        assertThat(media.written())
                .as("a corpus must have recordings; write them with media() of the CorpusContext, and call finish()")
                .isNotEmpty()
                .allSatisfy(file -> assertThat(file)
                        .as("a recording must be written into folder() of the CorpusContext")
                        .startsWith(corpus));
        assertThat(files(corpus).size())
                .as("a corpus must have labels and splits, so there must be files beside the recordings")
                .isGreaterThan(media.written().size());
    }

    /** Checks that nothing is left anywhere else. */
    @Test
    public final void writesNowhereElse(@TempDir Path folder) throws IOException {
        Path corpus = make(folder.resolve("corpus"));
        try (Stream<Path> beside = Files.list(folder)) {
            assertThat(beside.toList())
                    .as("a corpus must be written into folder() of the CorpusContext and nowhere else")
                    .containsExactly(corpus);
        }
    }

    /** Checks that whoever waits knows how long. */
    @Test
    public final void tellsOfEachRecordingThatIsFinished(@TempDir Path folder) {
        List<Integer> done = new ArrayList<>();
        List<Integer> all = new ArrayList<>();
        DigestMedia media = new DigestMedia();
        make(folder.resolve("corpus"), media, (step, number) -> {
            synchronized (done) {
                done.add(step);
                all.add(number);
            }
        });
        int recordings = media.written().size();
        assertThat(all)
                .as(
                        "progress must be told once of each of the %d recordings, and always how many there will be",
                        recordings)
                .hasSize(recordings)
                .containsOnly(recordings);
        assertThat(done)
                .as("progress must count the recordings that are finished from 1 to all")
                .doesNotHaveDuplicates()
                .allSatisfy(step -> assertThat(step).isBetween(1, recordings));
    }

    /** Checks that a full disk is a message for the user. */
    @Test
    public final void passesOnThatAVideoCannotBeWritten(@TempDir Path folder) {
        DataException full = new DataException("the disk is full");
        DigestMedia media = new DigestMedia((file, format) -> {
            throw full;
        });
        Throwable found = catchThrowable(() -> make(folder.resolve("corpus"), media, (done, all) -> {}));
        assertThat(found)
                .as(
                        "a video that cannot be written must end in the DataException of media(), whose message is for the user; "
                                + "do not catch it, and do not wrap it")
                .isInstanceOf(DataException.class)
                .hasMessageContaining(full.getMessage());
    }

    private Path make(Path folder) {
        return make(folder, new DigestMedia(), (done, all) -> {});
    }

    private Path make(Path folder, DigestMedia media, CorpusContext.Progress progress) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make " + folder, e);
        }
        factory().make(config(), new CorpusContext(folder, media, progress));
        return folder;
    }

    private static Map<String, byte[]> files(Path folder) {
        Map<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path file : paths.filter(Files::isRegularFile).toList()) {
                files.put(folder.relativize(file).toString(), Files.readAllBytes(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + folder, e);
        }
        return files;
    }
}
