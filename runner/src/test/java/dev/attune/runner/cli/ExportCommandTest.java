package dev.attune.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Exports by command what a small run left. */
final class ExportCommandTest {
    private static final String RUN = """
            name: small
            data: {type: synthetic, modalities: [visual, audio], train: 4, validation: 2, test: 2, frames: [30, 40],
                   dims: {visual: 8, audio: 6}, window: {length: 20, stride: 15}}
            temporal: none
            fusion: concat
            training: {epochs: 1, batch: 4, threads: 1}
            """;

    @TempDir
    private Path folder;

    @Test
    void writesWhereItIsToldAndReplacesNothingUnasked() throws IOException {
        Path yaml = Files.writeString(folder.resolve("small.yaml"), RUN);
        Path run = folder.resolve("run");
        assertThat(Cli.run("train", yaml, "--out", run).exitCode()).isZero();

        Path file = folder.resolve("models/two.pt");
        Cli first = Cli.run("export", run, "--to", "torchscript", "--batch", 2, "--out", file);
        assertThat(first.exitCode()).as(first.err()).isZero();
        assertThat(first.out())
                .contains(
                        "visual_features  float32 (2, 20, 8)  windows, frames, features",
                        "audio_mask  bool (2, 20)  windows, frames",
                        "Written: " + file);
        byte[] written = Files.readAllBytes(file);

        Cli again = Cli.run("export", run, "--to", "safetensors", "--out", file);
        assertThat(again.exitCode()).isEqualTo(3);
        assertThat(again.err().strip())
                .isEqualTo(file + " exists; replace it with --force, or name another file with --out.");
        assertThat(file).hasBinaryContent(written);

        assertThat(Cli.run("export", run, "--to", "torchscript", "--batch", 2, "--out", file, "--force")
                        .exitCode())
                .isZero();
        assertThat(file).as("the same model gives the same file").hasBinaryContent(written);
    }

    @Test
    void mistakesAreOneSentence() throws IOException {
        expect("export needs a format", Cli.run("export", folder), 2, "Missing required option: '--to=FORMAT'");
        expect(
                "unknown format",
                Cli.run("export", folder, "--to", "onnx"),
                2,
                "expected one of [SAFETENSORS, TORCHSCRIPT]");
        expect(
                "no run",
                Cli.run("export", folder, "--to", "torchscript"),
                3,
                folder + " is neither a trial nor a study: it has no config.yaml and no study.json.");
        expect(
                "no windows",
                Cli.run("export", folder, "--to", "torchscript", "--batch", 0),
                2,
                "--batch must be at least 1, found 0.");
        Files.writeString(folder.resolve("config.yaml"), RUN);
        expect(
                "a folder",
                Cli.run("export", folder, "--to", "torchscript", "--out", folder),
                3,
                folder + " is a folder; --out wants a file.");
        expect("not finished", Cli.run("export", folder, "--to", "torchscript"), 3, "is not a finished run");
    }

    private static void expect(String what, Cli run, int code, String message) {
        assertThat(run.exitCode()).as(what + ": " + run.err()).isEqualTo(code);
        assertThat(run.err()).as(what).contains(message).doesNotContain("\tat ");
    }
}
