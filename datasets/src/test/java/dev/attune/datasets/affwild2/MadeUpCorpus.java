package dev.attune.datasets.affwild2;

import dev.attune.datasets.npy.NpyWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Twenty trials in the layouts of Aff-Wild2, with every irregularity that the corpus is known for. */
final class MadeUpCorpus {
    static final String TRAIN = "Train_Set";
    static final String VALIDATION = "Validation_Set";

    private final Map<String, MadeUpTrial> trials = new LinkedHashMap<>();
    private final List<String> videos = new ArrayList<>();

    MadeUpCorpus() {
        add("10-60-1280x720", TRAIN, "10-60-1280x720", 40, 40);
        add("10-60-1280x720_right", TRAIN, "10-60-1280x720", 40, 38);
        add("115-30.odd name.v2", TRAIN, "115-30.odd name.v2", 35, 35);
        add("few-frames", TRAIN, "few-frames", 3, 3);
        add("many-frames", TRAIN, "many-frames", 737, 37);
        add("many-rows", TRAIN, "many-rows", 33, 633);
        add("no-rows", TRAIN, "no-rows", 31, 0);
        add("no-valid-label", TRAIN, "no-valid-label", 32, 32);
        add("video5_left", TRAIN, "video5", 50, 50);
        add("video5_right", TRAIN, "video5", 50, 44);
        add("Čeština 視頻", TRAIN, "Čeština 視頻", 36, 36);
        add("v1", VALIDATION, "v1", 41, 41);
        add("v2.part.1", VALIDATION, "v2.part.1", 29, 29);
        add("v3_left", VALIDATION, "v3", 45, 45);
        add("v3_right", VALIDATION, "v3", 45, 45);
        add("t1", "", "t1", 30, 0);
        add("t2.b", "", "t2.b", 12, 0);
        add("t3", "", "t3", 52, 0);
        add("t4", "", "t4", 1, 0);
        add("t5 ñ", "", "t5 ñ", 25, 0);
    }

    private void add(String name, String folder, String video, int frames, int rows) {
        if (!videos.contains(video)) {
            videos.add(video);
        }
        boolean labelled = !name.equals("no-valid-label");
        trials.put(
                name,
                new MadeUpTrial(name, folder, trials.size(), videos.indexOf(video), video, frames, rows, labelled));
    }

    MadeUpTrial trial(String name) {
        MadeUpTrial trial = trials.get(name);
        if (trial == null) {
            throw new IllegalArgumentException("no trial " + name);
        }
        return trial;
    }

    /** Returns the trials of a folder in alphabetical order. */
    List<String> names(String folder) {
        return trials.values().stream()
                .filter(trial -> trial.folder().equals(folder))
                .map(MadeUpTrial::name)
                .sorted()
                .toList();
    }

    void writeAnnotations(Path root) throws IOException {
        for (MadeUpTrial trial : trials.values()) {
            if (!trial.folder().isEmpty()) {
                Path folder = Files.createDirectories(
                        root.resolve("VA_Estimation_Challenge").resolve(trial.folder()));
                String rows = IntStream.range(0, trial.rows())
                        .mapToObj(row -> trial.line(row) + "\n")
                        .collect(Collectors.joining());
                Files.writeString(folder.resolve(trial.name() + ".txt"), "valence,arousal\n" + rows);
                Files.writeString(folder.resolve("._" + trial.name() + ".txt"), "of a Mac");
            }
        }
    }

    /** Writes what {@code attune extract} makes of the raw videos. */
    void writeStore(Path store) throws IOException {
        Set<String> written = new LinkedHashSet<>();
        for (MadeUpTrial trial : trials.values()) {
            if (written.add(trial.videoName())) {
                Path clip = Files.createDirectories(store.resolve(trial.videoName()));
                double[] times = IntStream.range(0, trial.frames())
                        .mapToDouble(trial::seconds)
                        .toArray();
                Files.write(clip.resolve("time.npy"), NpyWriter.encode(times, trial.frames()));
                boolean[] mask = new boolean[trial.frames()];
                for (int frame = 0; frame < mask.length; frame++) {
                    mask[frame] = trial.face(frame);
                }
                Files.write(clip.resolve("visual.mask.npy"), NpyWriter.encode(mask, mask.length));
                features(clip, trial, "visual", MadeUpTrial.VISUAL);
                features(clip, trial, "audio", MadeUpTrial.AUDIO);
            }
        }
        String clips = written.stream().map(name -> "\"" + name + "\"").collect(Collectors.joining(", "));
        Files.writeString(
                store.resolve("store.json"),
                "{\"format\": 1, \"modalities\": {\"visual\": {\"dim\": 3}, \"audio\": {\"dim\": 2}},"
                        + " \"encoders\": {\"made\": \"up\"}, \"targets\": [], \"splits\": {\"train\": [" + clips
                        + "]}}");
    }

    private static void features(Path clip, MadeUpTrial trial, String modality, int columns) throws IOException {
        NpyFiles.floats(
                clip.resolve(modality + ".npy"),
                index -> trial.feature(modality, index / columns, index % columns),
                trial.frames(),
                columns);
    }

    /** Writes what the authors' preprocessing makes: of each labelled trial, the rows that it keeps. */
    void writePreprocessed(Path root) throws IOException {
        writePreprocessed(root, 96);
    }

    /** Writes the same with patches of so many times 64 values: the corpus has 96. */
    void writePreprocessed(Path root, int times) throws IOException {
        for (MadeUpTrial trial : trials.values()) {
            int[] kept = trial.folder().isEmpty()
                    ? IntStream.range(0, trial.frames()).toArray()
                    : trial.kept();
            Path folder = Files.createDirectories(root.resolve(trial.name()));
            int rows = kept.length;
            if (!trial.folder().isEmpty()) {
                NpyFiles.floats(
                        folder.resolve("VA_continuous_label.npy"),
                        index -> trial.label(kept[index / 2], index % 2),
                        rows,
                        2);
            }
            write(trial, kept, "video", folder, NpyFiles::bytes, rows, 4, 4, 3);
            write(trial, kept, "logmel", folder, NpyFiles::halves, rows, times, 64);
            write(trial, kept, "vggish", folder, NpyFiles::floats, rows, 128);
            write(trial, kept, "bert", folder, NpyFiles::floats, rows, 768);
            NpyFiles.integers(folder.resolve("annotated_index.npy"), index -> kept[index], rows);
        }
    }

    @FunctionalInterface
    private interface Format {
        void write(Path file, NpyFiles.Values values, int... shape) throws IOException;
    }

    private static void write(MadeUpTrial trial, int[] kept, String array, Path folder, Format format, int... shape)
            throws IOException {
        int columns = IntStream.of(shape).skip(1).reduce(1, (left, right) -> left * right);
        format.write(
                folder.resolve(array + ".npy"),
                index -> stored(array, trial, kept[index / columns], index % columns),
                shape);
    }

    /** Returns an element of an array: a byte for pictures, and else a number that 16 bits hold. */
    static float stored(String array, MadeUpTrial trial, int frame, int column) {
        int mixed = frame * 31 + trial.number() * 17 + column * 7 + array.length();
        return array.equals("video") ? mixed % 256 : mixed % 1009 * 0.25f - 100;
    }
}
