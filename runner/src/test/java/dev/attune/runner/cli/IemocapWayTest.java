package dev.attune.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.api.data.Clip;
import dev.attune.api.data.Dataset;
import dev.attune.api.data.DatasetContext;
import dev.attune.api.data.Split;
import dev.attune.runner.config.ConfigLoader;
import dev.attune.runner.config.ExperimentConfig;
import dev.attune.runner.plugin.PluginHost;
import dev.attune.runner.trial.Components;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The way of docs/datasets.md from IEMOCAP to clips with words and labels, on two turns in its layout. */
@EnabledOnOs({OS.LINUX, OS.MAC})
final class IemocapWayTest {
    private static final int RATE = 16_000;
    private static final int FEATURES = 384;

    @TempDir
    private Path folder;

    /** Writes a turn of 2 s: its recording, its line, its labels, and its alignment if there is one. */
    private void turn(int session, String turn, String words, String alignment) throws IOException {
        String dialog = turn.substring(0, turn.lastIndexOf('_'));
        Path place = folder.resolve("iemocap/Session" + session);
        Path wav = Files.createDirectories(place.resolve("sentences/wav").resolve(dialog));
        AudioFormat format = new AudioFormat(RATE, 16, 1, true, false);
        AudioSystem.write(
                new AudioInputStream(new ByteArrayInputStream(new byte[4 * RATE]), format, 2 * RATE),
                AudioFileFormat.Type.WAVE,
                wav.resolve(turn + ".wav").toFile());
        Path text = Files.createDirectories(place.resolve("dialog/transcriptions"));
        Files.writeString(text.resolve(dialog + ".txt"), turn + " [006.0000-008.0000]: " + words + "\n");
        if (!alignment.isEmpty()) {
            Path aligned = Files.createDirectories(
                    place.resolve("sentences/ForcedAlignment").resolve(dialog));
            Files.writeString(
                    aligned.resolve(turn + ".wdseg"),
                    "\t SFrm  EFrm    SegAScr Word\n" + alignment + " Total score:    -100\n");
        }
        evaluation(session, dialog, "[6.0000 - 8.0000]\t" + turn + "\tneu\t[2.5000, 3.0000, 3.5000]\n");
    }

    private void evaluation(int session, String dialog, String turn) throws IOException {
        Path place = Files.createDirectories(folder.resolve("iemocap/Session" + session + "/dialog/EmoEvaluation"));
        Files.writeString(
                place.resolve(dialog + ".txt"), "% [START_TIME - END_TIME] TURN_NAME EMOTION [V, A, D]\n\n" + turn);
    }

    @Test
    void wordsStandAtTheFramesInWhichTheyAreSaid() throws IOException {
        turn(1, "Ses01F_impro01_F000", "Excuse me.", """
                \t    0    49       -100 <s>
                \t   50    69       -100 EXCUSE(2)
                \t  100   119       -100 ME
                \t  120   199       -100 </s>
                """);
        turn(5, "Ses05M_script01_1_M003", "Hello, you!", "");
        for (int session = 2; session < 5; session++) {
            evaluation(session, "Ses0" + session + "F_impro01", "");
        }
        Path wavs = Files.createDirectory(folder.resolve("wavs"));
        for (String dialog :
                List.of("Session1/sentences/wav/Ses01F_impro01", "Session5/sentences/wav/Ses05M_script01_1")) {
            Path there = folder.resolve("iemocap").resolve(dialog);
            Files.createSymbolicLink(wavs.resolve(there.getFileName()), there);
        }
        Path yaml = Files.writeString(
                folder.resolve("iemocap.yaml"),
                "modalities: {text: minilm}\ntranscript: {type: iemocap, root: iemocap}\n");

        Cli run = Cli.run("extract", yaml, "--in", wavs, "--out", folder.resolve("store"));

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(Files.readAllLines(folder.resolve("store/extract.csv")))
                .anyMatch(line -> line.startsWith("Ses01F_impro01-Ses01F_impro01_F000,text,")
                        && line.contains("times from the forced alignment"))
                .anyMatch(line -> line.startsWith("Ses05M_script01_1-Ses05M_script01_1_M003,text,")
                        && line.contains("which share the time of their turn"));
        try (Dataset dataset = open()) {
            assertThat(dataset.clips(Split.TRAIN)).hasSize(1);
            Clip turn = dataset.clips(Split.TRAIN).get(0);
            assertThat(turn.id()).isEqualTo("Ses01F_impro01-Ses01F_impro01_F000");
            float[] features = new float[turn.length() * FEATURES];
            turn.readFeatures("text", 0, turn.length(), FloatBuffer.wrap(features));
            // 25 frames a second: 0.5 s to 0.7 s and 1 s to 1.2 s.
            assertThat(valid(turn)).isEqualTo(frames(13, 18, 25, 30));
            assertThat(row(features, 13)).isEqualTo(row(features, 17)).isNotEqualTo(row(features, 25));
            assertThat(row(features, 24)).containsOnly(0);
            float[] labels = new float[2 * turn.length()];
            turn.readLabels(0, turn.length(), FloatBuffer.wrap(labels));
            assertThat(labels).startsWith(2.5f, 3).endsWith(2.5f, 3);

            Clip shared = dataset.clips(Split.TEST).get(0);
            assertThat(valid(shared)).isEqualTo(frames(0, shared.length()));
        }
    }

    private Dataset open() {
        ConfigLoader loader = new ConfigLoader(PluginHost.ofProcess());
        ExperimentConfig config = loader.experimentFromYaml(
                "data: {type: iemocap, root: iemocap, store: store, fold: 5}\nfusion: concat\n",
                folder.resolve("experiment.yaml"));
        return Components.open(
                config.data().dataset(), new DatasetContext(List.of("text"), List.of("valence", "arousal")));
    }

    private static BitSet valid(Clip clip) {
        boolean[] mask = new boolean[clip.length()];
        clip.readMask("text", 0, mask.length, mask, 0);
        BitSet valid = new BitSet();
        IntStream.range(0, mask.length).filter(frame -> mask[frame]).forEach(valid::set);
        return valid;
    }

    /** Returns frames by pairs of a first one and the one after the last. */
    private static BitSet frames(int... ends) {
        BitSet frames = new BitSet();
        for (int i = 0; i < ends.length; i += 2) {
            frames.set(ends[i], ends[i + 1]);
        }
        return frames;
    }

    private static float[] row(float[] features, int frame) {
        return Arrays.copyOfRange(features, frame * FEATURES, (frame + 1) * FEATURES);
    }
}
