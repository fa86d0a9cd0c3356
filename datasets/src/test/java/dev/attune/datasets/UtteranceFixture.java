package dev.attune.datasets;

import dev.attune.datasets.npy.NpyWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Writes feature stores, and tiny corpora in the layouts of OMG-Emotion and IEMOCAP that label the utterances in them. */
final class UtteranceFixture {
    static final int FRAMES = 3;

    static final List<String> OMG = List.of(
            "74de88564-utterance_1", "74de88564-utterance_2", "8c49a05d3_1-utterance_1", "9e9c69399_1-utterance_5");

    private UtteranceFixture() {}

    /** Writes a store all of whose clips are in its training split, as extraction leaves them without a table of splits. */
    static void store(Path store, List<String> clips) throws IOException {
        for (String clip : clips) {
            Path folder = Files.createDirectories(store.resolve(clip));
            float[] features = new float[2 * FRAMES];
            for (int i = 0; i < features.length; i++) {
                features[i] = clips.indexOf(clip) + i / 8f;
            }
            Files.write(folder.resolve("time.npy"), NpyWriter.encode(new double[] {0, 0.04, 0.08}, FRAMES));
            Files.write(folder.resolve("audio.npy"), NpyWriter.encode(features, FRAMES, 2));
            Files.write(folder.resolve("audio.mask.npy"), NpyWriter.encode(new boolean[] {true, false, true}, FRAMES));
            Files.write(folder.resolve("text.npy"), NpyWriter.encode(new float[FRAMES], FRAMES, 1));
        }
        Files.writeString(store.resolve("store.json"), """
                {"format": 1, "modalities": {"audio": {"dim": 2}, "text": {"dim": 1}}, "encoders": {}, "targets": [],
                 "splits": {"train": [%s]}}
                """.formatted(
                        clips.stream().map(clip -> "\"" + clip + "\"").collect(Collectors.joining(", "))));
    }

    static void omg(Path root) throws IOException {
        store(root.resolve("store"), OMG);
        String columns = "link,start,end,video,utterance,arousal,valence,EmotionMaxVote\n";
        String link = "https://www.youtube.com/watch?v=xfsvvbTlR38,0.87575,16.93119,";
        Files.writeString(
                root.resolve("omg_TrainVideos.csv"),
                columns + link + "74de88564,utterance_1.mp4,0.057386889,0.114515408794,4\n" + link
                        + "74de88564,utterance_2.mp4,0.182123842077,-0.255681810209,4\n");
        Files.writeString(
                root.resolve("omg_ValidationVideos.csv"),
                columns + link + "8c49a05d3_1,utterance_1.mp4,0.807007378812,0.194555983839,0\n");
        Files.writeString(
                root.resolve("omg_TestVideos.csv"),
                "link,start,end,video,utterance\n" + link + "9e9c69399_1,utterance_5.mp4\n");
    }

    /** Writes a dialog of two turns for each session. */
    static void iemocap(Path root) throws IOException {
        store(
                root.resolve("store"),
                List.of(
                        "Ses01F_impro01_F000",
                        "Ses01F_impro01_M000",
                        "Ses02F_impro01_F000",
                        "Ses02F_impro01_M000",
                        "Ses03F_impro01_F000",
                        "Ses03F_impro01_M000",
                        "Ses04F_impro01_F000",
                        "Ses04F_impro01_M000",
                        "Ses05F_impro01-Ses05F_impro01_F000",
                        "Ses05F_impro01-Ses05F_impro01_M000"));
        for (int session = 1; session <= 5; session++) {
            String dialog = "Ses0" + session + "F_impro01";
            Path folder = Files.createDirectories(root.resolve("Session" + session + "/dialog/EmoEvaluation"));
            Files.writeString(folder.resolve("._" + dialog + ".txt"), "what some archives have beside each file");
            Files.writeString(folder.resolve(dialog + ".txt"), """
                    %% [START_TIME - END_TIME] TURN_NAME EMOTION [V, A, D]

                    [6.2901 - 8.2357]\t%1$s_F000\tneu\t[2.5000, 2.%2$d000, 3.5000]
                    C-E2:\tNeutral;\t()
                    A-E3:\tval 3; act 2; dom  2;\t()

                    [10.0100 - 11.3925]\t%1$s_M000\tang\t[1.5000, 4.0000, 4.%2$d000]
                    C-E2:\tAnger;\t()
                    """.formatted(dialog, session));
        }
    }
}
