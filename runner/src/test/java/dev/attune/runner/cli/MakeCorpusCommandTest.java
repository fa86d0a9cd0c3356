package dev.attune.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MakeCorpusCommandTest {
    @TempDir
    private Path temporary;

    @Test
    void allThatIsWrongWithTheOptionsIsSaidAtOnce() {
        Path out = temporary.resolve("corpus");
        Cli run = Cli.run(
                "make-corpus",
                "avatar",
                "--out",
                out,
                "clip=30",
                "seconds=1",
                "carries.valence.face=1",
                "carries.arousal.text=-1",
                "type=other",
                "rate");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .startsWith("The command line has 6 problems:")
                .contains("command line: clip=30: clip: unknown option of avatar; did you mean clips?")
                .contains("command line: seconds=1: seconds: found 1, wanted a number between 2 and 600")
                .contains("carries.valence.face: unknown key; known keys are visual, audio, text")
                .contains("carries.arousal.text: found -1, wanted a number between 0 and 1000")
                .contains("command line: type=other: type: not an option: the command names the component")
                .contains("command line: rate: wanted key=value");
        assertThat(out).doesNotExist();
    }

    @Test
    void optionsThatDoNotGoTogetherAreRefused() {
        Cli run = Cli.run("make-corpus", "avatar", "--out", temporary.resolve("corpus"), "width=101");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("width and height must be even, as videos need, found 101 x 192");
    }

    @Test
    void anUnknownCorpusIsAnsweredWithTheNearest() {
        Cli run = Cli.run("make-corpus", "avatars", "--out", temporary.resolve("corpus"));
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .contains("found avatars, wanted the name of a corpus to be made: avatar; did you mean avatar?");
        assertThat(Cli.run("make-corpus", "avatar").err()).contains("Missing required option: '--out=DIR'");
    }

    @Test
    void theSameOptionsGiveTheSameFilesByteForByte() throws IOException {
        Path first = temporary.resolve("first");
        Path second = temporary.resolve("second");
        for (Path out : List.of(first, second)) {
            Cli run = Cli.run("make-corpus", "avatar", "--out", out, "clips=3", "seconds=2", "width=96", "height=96");
            assertThat(run.exitCode()).as(run.err()).isZero();
            assertThat(run.out()).contains("Made: " + out + "; its README.md says what is in it.");
        }
        try (Stream<Path> files = Files.list(first)) {
            List<Path> made = files.toList();
            assertThat(made).hasSize(13);
            for (Path file : made) {
                assertThat(second.resolve(first.relativize(file))).hasSameBinaryContentAs(file);
            }
        }
        assertThat(Cli.run("check", first.resolve("features.yaml")).exitCode()).isZero();
        assertThat(Cli.run("check", first.resolve("experiment.yaml")).exitCode())
                .isZero();
        Cli again = Cli.run("make-corpus", "avatar", "--out", first);
        assertThat(again.exitCode()).isEqualTo(3);
        assertThat(again.err()).contains(first + " is not empty; --out wants a folder");
    }

    @Test
    void aLogGetsALineNowAndThen() {
        StringWriter text = new StringWriter();
        AtomicLong now = new AtomicLong();
        CorpusProgress progress = new CorpusProgress(new PrintWriter(text, true), null, now::get);
        for (int done = 1; done <= 10; done++) {
            now.addAndGet(3_000_000_000L);
            progress.step(done, 10);
        }
        assertThat(text.toString().lines())
                .containsExactly(
                        "2 of 10 recordings, about 24 s left",
                        "4 of 10 recordings, about 18 s left",
                        "6 of 10 recordings, about 12 s left",
                        "8 of 10 recordings, about 6 s left",
                        "10 of 10 recordings");
    }
}
