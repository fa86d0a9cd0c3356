package dev.attune.runner.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attune.api.DataException;
import dev.attune.api.config.NoOptions;
import dev.attune.api.corpus.CorpusContext;
import dev.attune.api.corpus.CorpusFactory;
import dev.attune.api.media.Media;
import dev.attune.api.media.Recording;
import dev.attune.api.media.VideoFormat;
import dev.attune.api.media.VideoWriter;
import dev.attune.runner.config.Selection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CorpusMakerTest {
    @TempDir
    private Path temporary;

    @Test
    void aWholeCorpusStandsUnderItsNameAlone() throws IOException {
        Path out = temporary.resolve("deep/er/corpus");
        make(out, folder -> {
            assertThat(out).doesNotExist();
            write(folder.resolve("splits.csv"), "clip,split\n");
        });
        assertThat(out.resolve("splits.csv")).hasContent("clip,split\n");
        assertThat(content(temporary.resolve("deep/er"))).containsExactly(out);
    }

    @Test
    void anEmptyFolderIsTaken() throws IOException {
        Path out = Files.createDirectory(temporary.resolve("corpus"));
        make(out, folder -> write(folder.resolve("a"), "b"));
        assertThat(out.resolve("a")).hasContent("b");
    }

    @Test
    void nothingIsLeftOfOneThatFails() throws IOException {
        Path out = temporary.resolve("corpus");
        assertThatThrownBy(() -> make(out, folder -> {
                    write(folder.resolve("half.mp4"), "x");
                    throw new DataException("the disk is full");
                }))
                .isInstanceOf(DataException.class)
                .hasMessage("the disk is full");
        assertThat(content(temporary)).isEmpty();
    }

    @Test
    void whatIsThereIsNotTouched() throws IOException {
        Path out = Files.createDirectory(temporary.resolve("corpus"));
        write(out.resolve("mine"), "precious");
        assertThatThrownBy(() -> make(out, folder -> {}))
                .isInstanceOf(DataException.class)
                .hasMessage(out + " is not empty; --out wants a folder that does not exist, or is empty:"
                        + " remove what is in it, or name another.");
        Path file = out.resolve("mine");
        assertThatThrownBy(() -> make(file, folder -> {}))
                .hasMessage(file + " is a file; --out wants a folder that does not exist, or is empty.");
        assertThat(file).hasContent("precious");
        assertThat(content(temporary)).containsExactly(out);
    }

    @Test
    void whatComesWhileItIsMadeIsNotReplaced() throws IOException {
        Path out = temporary.resolve("corpus");
        assertThatThrownBy(() -> make(out, folder -> {
                    write(folder.resolve("a"), "b");
                    write(out.resolve("mine"), "precious");
                }))
                .isInstanceOf(DataException.class)
                .hasMessage(out + " was made, but cannot be put under its name: the folder is not empty.");
        assertThat(content(temporary)).containsExactly(out);
        assertThat(out.resolve("mine")).hasContent("precious");
    }

    private static void make(Path out, Consumer<Path> work) {
        new CorpusMaker(out).make(new Selection<>(new Corpus(work), new NoOptions()), new NoMedia(), (done, all) -> {});
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> content(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    private record Corpus(Consumer<Path> work) implements CorpusFactory<NoOptions> {
        @Override
        public String name() {
            return "sample";
        }

        @Override
        public Class<NoOptions> configType() {
            return NoOptions.class;
        }

        @Override
        public String summary() {
            return "Does what a test wants.";
        }

        @Override
        public void make(NoOptions config, CorpusContext context) {
            work.accept(context.folder());
        }
    }

    private static final class NoMedia implements Media {
        @Override
        public Recording open(Path file) {
            throw new UnsupportedOperationException("nothing is opened here");
        }

        @Override
        public VideoWriter write(Path file, VideoFormat format) {
            throw new UnsupportedOperationException("nothing is written here");
        }
    }
}
