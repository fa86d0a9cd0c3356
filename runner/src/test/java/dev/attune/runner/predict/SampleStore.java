package dev.attune.runner.predict;

import dev.attune.datasets.npy.NpyWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/** Writes small feature stores: random features, labels that follow them, a clock with a gap, frames without features. */
public final class SampleStore {
    /** How the features are said to have been made. */
    public static final String ENCODERS =
            "{\"visual\": {\"encoder\": \"face-hog\", \"cell\": 8}, \"audio\": {\"encoder\": \"logmel\", \"bands\": 64}}";

    private final Path root;
    private final Map<String, Integer> modalities = new LinkedHashMap<>();
    private final Map<String, List<String>> splits = new LinkedHashMap<>();
    private String encoders = ENCODERS;
    private String targets = "\"valence\", \"arousal\"";

    /** Begins a store without clips. */
    public SampleStore(Path root, Map<String, Integer> modalities) {
        this.root = root;
        this.modalities.putAll(modalities);
    }

    /** Returns a store of three splits with the modalities visual and audio. */
    public static SampleStore usual(Path root) {
        Map<String, Integer> modalities = new LinkedHashMap<>();
        modalities.put("visual", 5);
        modalities.put("audio", 3);
        SampleStore store = new SampleStore(root, modalities);
        for (int i = 0; i < 4; i++) {
            store.clip("train", "clip-" + i, 30 + 7 * i, i);
        }
        store.clip("validation", "held-0", 47, 10).clip("validation", "held-1", 12, 11);
        return store.clip("test", "unseen", 33, 20);
    }

    /** Changes what the store says of how its features were made. */
    public SampleStore encoders(String text) {
        encoders = text;
        return this;
    }

    /** Changes the names of the targets, each in double quotes, with commas between. */
    public SampleStore targets(String names) {
        targets = names;
        return this;
    }

    /** Adds a clip. */
    public SampleStore clip(String split, String id, int frames, int seed) {
        splits.computeIfAbsent(split, key -> new ArrayList<>()).add(id);
        SplittableRandom random = new SplittableRandom(seed);
        double[] time = new double[frames];
        float[] labels = new float[frames * 2];
        for (int frame = 0; frame < frames; frame++) {
            time[frame] = frame * 0.04 + (frame > frames / 2 ? 0.5 : 0);
        }
        modalities.forEach((modality, width) -> {
            float[] values = new float[frames * width];
            boolean[] mask = new boolean[frames];
            for (int frame = 0; frame < frames; frame++) {
                mask[frame] = frame % 11 != modality.length();
                for (int i = 0; i < width; i++) {
                    values[frame * width + i] = mask[frame] ? (float) random.nextDouble(-2, 2) : 0;
                }
                labels[2 * frame] = (float) Math.tanh(values[frame * width]);
                labels[2 * frame + 1] = (float) Math.tanh(values[frame * width + 1]);
            }
            write(id, modality, NpyWriter.encode(values, frames, width));
            write(id, modality + ".mask", NpyWriter.encode(mask, frames));
        });
        write(id, "time", NpyWriter.encode(time, frames));
        write(id, "labels", NpyWriter.encode(labels, frames, 2));
        return this;
    }

    /** Writes an array of a clip anew. */
    public void write(String clip, String array, byte[] content) {
        try {
            Files.createDirectories(root.resolve(clip));
            Files.write(root.resolve(clip).resolve(array + ".npy"), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes what says what the store holds. */
    public Path finish() {
        String text = "{\"format\": 1, \"modalities\": {"
                + modalities.entrySet().stream()
                        .map(entry -> "\"" + entry.getKey() + "\": {\"dim\": " + entry.getValue() + "}")
                        .collect(Collectors.joining(", "))
                + "}, \"encoders\": " + encoders + ", \"targets\": ["
                + List.of(targets.split(", ")).stream()
                        .filter(name -> !name.isEmpty())
                        .map(name -> "{\"name\": " + name + ", \"kind\": \"continuous\", \"min\": -1, \"max\": 1}")
                        .collect(Collectors.joining(", "))
                + "], \"splits\": {"
                + splits.entrySet().stream()
                        .map(entry -> "\"" + entry.getKey() + "\": ["
                                + entry.getValue().stream()
                                        .map(id -> "\"" + id + "\"")
                                        .collect(Collectors.joining(", "))
                                + "]")
                        .collect(Collectors.joining(", "))
                + "}}";
        try {
            Files.writeString(root.resolve("store.json"), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return root;
    }
}
