package dev.attune.datasets;

import dev.attune.api.AttunePlugin;
import dev.attune.api.data.DatasetFactory;
import dev.attune.datasets.npy.Archives;
import dev.attune.datasets.npy.NpyWriter;
import dev.attune.testkit.DatasetContract;
import dev.attune.testkit.PluginContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** Holds the datasets to what every dataset must do: with missing labels, and with frames at which a modality is missing. */
class DatasetContractsTest {
    private static final int[] LENGTHS = {3, 1, 5, 2};
    private static final int ROWS = 11;
    private static final List<String> CLIPS = List.of("a", "b", "c", "d");

    @TempDir
    private static Path folder;

    @BeforeAll
    static void write() throws IOException {
        Map<String, byte[]> arrays = new LinkedHashMap<>();
        arrays.put("audio", NpyWriter.encode(values(ROWS, 2, 1), ROWS, 2));
        arrays.put("audio.mask", NpyWriter.encode(mask(ROWS), ROWS));
        arrays.put("visual", NpyWriter.encode(values(ROWS, 3, 1), ROWS, 3));
        arrays.put("labels_valence_arousal", NpyWriter.encode(labels(ROWS), ROWS, 2));
        arrays.put("lengths", NpyWriter.encode(LENGTHS, LENGTHS.length));
        Archives.deflated(folder.resolve("train.npz"), arrays);
        Archives.deflated(folder.resolve("test.npz"), arrays);
        for (int clip = 0; clip < LENGTHS.length; clip++) {
            writeClip(folder.resolve(CLIPS.get(clip)), LENGTHS[clip]);
        }
        Files.writeString(folder.resolve("store.json"), """
                {
                  "format": 1,
                  "modalities": {"visual": {"dim": 3}, "audio": {"dim": 2}},
                  "encoders": {},
                  "targets": [
                    {"name": "valence", "kind": "continuous", "min": -1, "max": 1},
                    {"name": "arousal", "kind": "continuous", "min": -1, "max": 1}
                  ],
                  "splits": {"train": ["a", "b"], "validation": ["c"], "test": ["d"]}
                }
                """);
    }

    private static void writeClip(Path clip, int frames) throws IOException {
        Files.createDirectory(clip);
        double[] times = new double[frames];
        for (int frame = 0; frame < frames; frame++) {
            times[frame] = 0.04 * frame * frame;
        }
        write(clip, "time", NpyWriter.encode(times, frames));
        write(clip, "visual", NpyWriter.encode(values(frames, 3, 1), frames, 3));
        write(clip, "audio", NpyWriter.encode(values(frames, 2, 7), frames, 2));
        write(clip, "audio.mask", NpyWriter.encode(mask(frames), frames));
        write(clip, "labels", NpyWriter.encode(labels(frames), frames, 2));
    }

    private static void write(Path clip, String array, byte[] content) throws IOException {
        Files.write(clip.resolve(array + ".npy"), content);
    }

    private static float[] values(int frames, int columns, float first) {
        float[] values = new float[frames * columns];
        for (int i = 0; i < values.length; i++) {
            values[i] = first + i;
        }
        return values;
    }

    private static boolean[] mask(int frames) {
        boolean[] mask = new boolean[frames];
        for (int frame = 0; frame < frames; frame++) {
            mask[frame] = frame % 3 != 1;
        }
        return mask;
    }

    private static float[] labels(int frames) {
        float[] labels = new float[2 * frames];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = i % 5 == 2 ? Float.NaN : -1 + 0.05f * i;
        }
        return labels;
    }

    @Nested
    class Features extends DatasetContract<FeaturesConfig> {
        @Override
        protected DatasetFactory<FeaturesConfig> factory() {
            return new FeaturesFactory();
        }

        @Override
        protected FeaturesConfig config() {
            return FeaturesConfig.of(folder);
        }
    }

    @Nested
    class Packed extends DatasetContract<PackedConfig> {
        @Override
        protected DatasetFactory<PackedConfig> factory() {
            return new PackedFactory();
        }

        @Override
        protected PackedConfig config() {
            return new PackedConfig(
                    Optional.of(SplitSource.of(folder.resolve("train.npz"))),
                    Optional.empty(),
                    Optional.of(SplitSource.of(folder.resolve("test.npz"))),
                    Optional.empty(),
                    List.of(),
                    PackedConfig.Kind.AUTO,
                    List.of(-1.0, 1.0),
                    List.of(),
                    Optional.empty(),
                    64,
                    Optional.empty(),
                    Optional.empty());
        }
    }

    @Nested
    class Synthetic extends DatasetContract<SyntheticConfig> {
        @Override
        protected DatasetFactory<SyntheticConfig> factory() {
            return new SyntheticFactory();
        }

        @Override
        protected SyntheticConfig config() {
            return SyntheticConfig.defaults();
        }
    }

    @Nested
    class Plugin extends PluginContract {
        @Override
        protected AttunePlugin plugin() {
            return new DatasetsPlugin();
        }
    }
}
