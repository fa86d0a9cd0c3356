package dev.attune.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.runner.trial.FolderLock;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every fault of a data file is one sentence that names file, array and index, and exit code 3. */
final class BrokenDataTest {
    private static final int ROWS = 24;

    @TempDir
    private Path folder;

    private float[] audio = new float[ROWS * 3];
    private float[] text = new float[ROWS * 2];
    private float[] labels = new float[ROWS * 2];

    @BeforeEach
    void fill() {
        for (int i = 0; i < audio.length; i++) {
            audio[i] = (float) Math.sin(i);
        }
        for (int i = 0; i < text.length; i++) {
            text[i] = (float) Math.cos(i);
        }
        for (int i = 0; i < labels.length; i++) {
            labels[i] = (float) Math.sin(0.3 * i);
        }
    }

    @Test
    void soundDataTrain() throws IOException {
        write(ROWS, ROWS);
        Cli run = train();
        assertThat(run.exitCode()).as(run.err()).isZero();
    }

    @Test
    void featureThatIsNotANumber() throws IOException {
        audio[7 * 3 + 1] = Float.NaN;
        write(ROWS, ROWS);
        expect("train.npz, array audio, row 7, column 1 (clip train-0000, frame 7): found NaN, wanted a finite number; "
                + "mask the frame if the feature is missing.");
    }

    @Test
    void infiniteFeature() throws IOException {
        text[15 * 2] = Float.NEGATIVE_INFINITY;
        write(ROWS, ROWS);
        expect(
                "train.npz, array text, row 15, column 0 (clip train-0001, frame 3): found -Infinity, wanted a finite number; "
                        + "mask the frame if the feature is missing.");
    }

    @Test
    void labelOutOfRange() throws IOException {
        labels[5 * 2 + 1] = 1.5f;
        write(ROWS, ROWS);
        expect(
                "train.npz, array labels_valence_arousal, row 5, column 1 (arousal): found 1.5, wanted a value in [-1.0, 1.0]; "
                        + "if the labels have another range, set range, and if the value stands for a missing label, set missing-label");
    }

    @Test
    void modalitiesOfDifferentLength() throws IOException {
        write(ROWS, ROWS - 1);
        Cli run = train();
        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err()).contains("train.npz", "text", "24", "23").doesNotContain("Exception");
    }

    @Test
    void truncatedFile() throws IOException {
        write(ROWS, ROWS);
        byte[] whole = Files.readAllBytes(folder.resolve("train.npz"));
        Files.write(folder.resolve("train.npz"), Arrays.copyOf(whole, whole.length / 2));
        Cli run = train();
        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err()).contains("train.npz").doesNotContain("Exception");
        assertThat(folder.resolve("out")).as("nothing half-written").doesNotExist();
    }

    @Test
    void unknownModality() throws IOException {
        write(ROWS, ROWS);
        Cli run = train("data.modalities=[audio, txt]");
        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err()).contains("txt", "text", "audio").doesNotContain("Exception");
    }

    @Test
    void namesThatOnlyTheCorpusCanConfirm() throws IOException {
        write(ROWS, ROWS);
        Cli run = train("training.modality-dropout={txt: 0.5}", "training.early-stopping.on=ccc.valance");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).isEqualTo("""
                        The configuration does not fit the corpus:
                          training.modality-dropout.txt: the corpus has no such modality, it has audio, text
                          training.early-stopping.on: found ccc.valance, but the corpus has no target valance, it has valence, arousal
                        """);
    }

    @Test
    void targetWithoutALabel() throws IOException {
        for (int row = 0; row < ROWS; row++) {
            labels[2 * row + 1] = Float.NaN;
        }
        write(ROWS, ROWS);
        expect("The train split has no valid label of arousal in 1 clips and 12 frames.");
    }

    @Test
    void resultsOnOtherDataAreNotMixed() throws IOException {
        write(ROWS, ROWS);
        assertThat(train().exitCode()).isZero();
        assertThat(train().err()).contains("kept");
        audio[0] = 3;
        write(ROWS, ROWS);
        Files.setLastModifiedTime(
                folder.resolve("train.npz"),
                java.nio.file.attribute.FileTime.fromMillis(System.currentTimeMillis() + 5000));
        Cli run = train();
        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err()).contains("were found on other data than those that the configuration names now");
    }

    @Test
    void oneStudyAtATimeInAFolder() throws IOException {
        write(ROWS, ROWS);
        FolderLock.holding(folder.resolve("out"), "study other", Duration.ZERO, () -> {
            expectUnchecked(folder.resolve("out") + " is in use by process "
                    + ProcessHandle.current().pid() + " (study other) on ");
            return true;
        });
    }

    private void expectUnchecked(String message) {
        try {
            expect(message);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void expect(String message) throws IOException {
        Cli run = train();
        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err()).contains(message).doesNotContain("Exception").doesNotContain("\tat ");
    }

    private Cli train(String... overrides) throws IOException {
        Path yaml = Files.writeString(folder.resolve("exp.yaml"), """
                name: exp
                data: {type: packed, train: train.npz, validation: {from: train, folds: 2, fold: 0, by: clip},
                       window: {length: 8, stride: 8}}
                temporal: none
                fusion: concat
                training: {epochs: 1, batch: 2, threads: 1}
                """);
        Object[] arguments = new Object[4 + overrides.length];
        System.arraycopy(new Object[] {"train", yaml, "--out", folder.resolve("out")}, 0, arguments, 0, 4);
        System.arraycopy(overrides, 0, arguments, 4, overrides.length);
        return Cli.run(arguments);
    }

    private void write(int audioRows, int textRows) throws IOException {
        try (OutputStream file = Files.newOutputStream(folder.resolve("train.npz"));
                ZipOutputStream zip = new ZipOutputStream(file)) {
            add(zip, "audio", "<f4", "(" + audioRows + ", 3)", floats(audio, audioRows * 3));
            add(zip, "text", "<f4", "(" + textRows + ", 2)", floats(text, textRows * 2));
            add(zip, "labels_valence_arousal", "<f4", "(" + ROWS + ", 2)", floats(labels, ROWS * 2));
            ByteBuffer lengths = ByteBuffer.allocate(8)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putInt(12)
                    .putInt(12);
            add(zip, "lengths", "<i4", "(2,)", lengths.array());
        }
    }

    private static byte[] floats(float[] values, int size) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * size).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values, 0, size);
        return bytes.array();
    }

    private static void add(ZipOutputStream zip, String name, String type, String shape, byte[] data)
            throws IOException {
        String header = "{'descr': '" + type + "', 'fortran_order': False, 'shape': " + shape + ", }";
        header += " ".repeat(Math.floorMod(-(10 + header.length() + 1), 64)) + "\n";
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0});
        bytes.write(header.length());
        bytes.write(header.length() >> 8);
        bytes.writeBytes(header.getBytes(StandardCharsets.US_ASCII));
        bytes.writeBytes(data);
        zip.putNextEntry(new ZipEntry(name + ".npy"));
        zip.write(bytes.toByteArray());
        zip.closeEntry();
    }
}
