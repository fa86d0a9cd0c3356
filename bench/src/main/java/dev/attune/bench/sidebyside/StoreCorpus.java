package dev.attune.bench.sidebyside;

import dev.attune.datasets.npy.NpyWriter;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A feature store of noise, as large as wanted, which both sides map into memory. */
final class StoreCorpus {
    static final int WINDOW = 300;
    private static final int WINDOWS_PER_CLIP = 10;
    private static final double BYTES_PER_GIGABYTE = 1e9;

    private final Path root;
    private final int clips;

    /**
     * Describes a store.
     *
     * @param folder in which stores stand, by size
     * @param gigabytes size of its training split, rounded up to whole clips
     */
    StoreCorpus(Path folder, double gigabytes) {
        int features = Case.RJCMA.features().values().stream()
                .mapToInt(Integer::intValue)
                .sum();
        double bytesPerClip = 1.0 * features * Float.BYTES * WINDOW * WINDOWS_PER_CLIP;
        clips = (int) Math.ceil(gigabytes * BYTES_PER_GIGABYTE / bytesPerClip);
        root = folder.resolve("store-" + clips);
    }

    Path root() {
        return root;
    }

    /** Returns the training windows. */
    int windows() {
        return clips * WINDOWS_PER_CLIP;
    }

    /** Writes the store, unless it is there: its description comes last. */
    void make() {
        Path description = root.resolve("store.json");
        if (Files.exists(description)) {
            return;
        }
        for (int clip = 0; clip <= clips; clip++) {
            write(clip, clip == clips ? WINDOW : WINDOW * WINDOWS_PER_CLIP); // the last one is for validation
        }
        Folders.write(description, description());
    }

    private void write(int number, int frames) {
        NoiseClip clip = new NoiseClip(number, frames, Case.RJCMA.features(), Case.TARGETS.size());
        Path folder = root.resolve(name(number));
        Folders.create(folder);
        double[] time =
                IntStream.range(0, frames).mapToDouble(frame -> frame / 25.0).toArray();
        NpyWriter.write(folder.resolve("time.npy"), NpyWriter.encode(time, frames));
        for (Map.Entry<String, Integer> modality : Case.RJCMA.features().entrySet()) {
            float[] values = new float[frames * modality.getValue()];
            clip.readFeatures(modality.getKey(), 0, frames, FloatBuffer.wrap(values));
            NpyWriter.write(
                    folder.resolve(modality.getKey() + ".npy"), NpyWriter.encode(values, frames, modality.getValue()));
        }
        float[] labels = new float[frames * Case.TARGETS.size()];
        clip.readLabels(0, frames, FloatBuffer.wrap(labels));
        for (int i = 0; i < labels.length; i++) {
            labels[i] = Float.isNaN(labels[i]) ? 0 : labels[i]; // every frame has labels here
        }
        NpyWriter.write(folder.resolve("labels.npy"), NpyWriter.encode(labels, frames, Case.TARGETS.size()));
    }

    private static String name(int number) {
        return String.format("clip-%05d", number);
    }

    private String description() {
        String modalities = Case.RJCMA.features().entrySet().stream()
                .map(modality -> "\"" + modality.getKey() + "\": {\"dim\": " + modality.getValue() + "}")
                .collect(Collectors.joining(", "));
        String targets = Case.TARGETS.stream()
                .map(target ->
                        "{\"name\": \"" + target.name() + "\", \"kind\": \"continuous\", \"min\": -1, \"max\": 1}")
                .collect(Collectors.joining(", "));
        String train = IntStream.range(0, clips)
                .mapToObj(clip -> "\"" + name(clip) + "\"")
                .collect(Collectors.joining(", "));
        return "{\"format\": 1, \"modalities\": {" + modalities + "}, \"encoders\": {}, \"targets\": [" + targets
                + "], \"splits\": {\"train\": [" + train + "], \"validation\": [\"" + name(clips)
                + "\"], \"test\": []}}\n";
    }
}
