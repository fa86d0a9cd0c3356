package dev.attune.runner.cli;

import dev.attune.datasets.npy.NpyWriter;
import dev.attune.runner.predict.SampleStore;
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
import java.util.stream.Stream;
import net.razorvine.pickle.Pickler;

/**
 * Twenty trials in the official layout of Aff-Wild2, and a feature store, with every irregularity that the corpus is known for.
 *
 * <p>Labels are formulas of the trial and the frame, so that what comes out at the other end can be compared with them.
 */
final class IrregularAffwild2 {
    /** The official training trials in alphabetical order: 2, 2, 3, 3 and 3 of them are the blocks that validate in folds 5 to 1. */
    private static final List<Trial> TRAIN = List.of(
            new Trial("10-60-1280x720", "10-60-1280x720", 90, 90),
            new Trial("10-60-1280x720_right", "10-60-1280x720", 90, 84),
            new Trial("115-30.odd name.v2", "115-30.odd name.v2", 75, 75),
            new Trial("few-frames", "few-frames", 7, 7),
            new Trial("many-frames", "many-frames", 937, 77),
            new Trial("many-rows", "many-rows", 63, 663),
            new Trial("no-rows", "no-rows", 61, 0),
            new Trial("no-video", "", 0, 80),
            new Trial("video5_left", "video5", 130, 130),
            new Trial("video5_right", "video5", 130, 104),
            new Trial("video6-unlabelled", "video6-unlabelled", 62, 62),
            new Trial("video7", "video7", 110, 109),
            new Trial("Čeština 視頻", "Čeština 視頻", 86, 86));

    private static final List<Trial> VALIDATION = List.of(
            new Trial("v1", "v1", 141, 141),
            new Trial("v2.part.1", "v2.part.1", 29, 29),
            new Trial("v3_left", "v3", 95, 99),
            new Trial("v3_right", "v3", 95, 60));

    private static final List<Trial> TEST =
            List.of(new Trial("t1", "t1", 80, 0), new Trial("t2.b", "t2.b", 12, 0), new Trial("t3 ñ", "t3 ñ", 1, 0));

    private IrregularAffwild2() {}

    /**
     * A trial.
     *
     * @param video that it shares with another; empty if the store lacks it
     * @param frames of the video
     * @param rows of labels
     */
    private record Trial(String name, String video, int frames, int rows) {
        String line(int row) {
            return cell(row, 0) + "," + cell(row, 1);
        }

        private String cell(int row, int target) {
            float label = label(name, row, target);
            return Float.isNaN(label) ? "-5" : String.valueOf(label);
        }
    }

    /** Returns the label of a frame, NaN for none: by rules that hit one target, the other, both, and every row of one trial. */
    static float label(String trial, int row, int target) {
        int shift = trial.length();
        if (row >= trial(trial).rows()) {
            return Float.NaN;
        }
        boolean neither = trial.endsWith("unlabelled") || (row + shift) % 7 == 3;
        boolean missing = neither || (row + shift) % (target == 0 ? 11 : 13) == 5;
        return missing ? Float.NaN : ((row * 37 + shift * 101 + target * 501) % 1999 - 999) / 1000f;
    }

    /** Returns what the frames of a labelled trial are to be, in order: those with a picture and those with a row alone. */
    static int[] masked(String trial) {
        return IntStream.range(0, Math.max(trial(trial).frames(), trial(trial).rows()))
                .toArray();
    }

    /** Returns which frames of a labelled trial the authors keep: those with a picture and at least one label. */
    static int[] dropped(String trial) {
        return IntStream.range(0, Math.min(trial(trial).frames(), trial(trial).rows()))
                .filter(row -> !Float.isNaN(label(trial, row, 0)) || !Float.isNaN(label(trial, row, 1)))
                .toArray();
    }

    private static Trial trial(String name) {
        return trials().filter(trial -> trial.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no trial " + name));
    }

    private static Stream<Trial> trials() {
        return Stream.of(TRAIN, VALIDATION, TEST).flatMap(List::stream);
    }

    static void write(Path root, Path store) throws IOException {
        annotate(root, "Train_Set", TRAIN);
        annotate(root, "Validation_Set", VALIDATION);
        Map<String, Integer> modalities = new LinkedHashMap<>();
        modalities.put("visual", 6);
        modalities.put("audio", 4);
        modalities.put("text", 5);
        SampleStore videos = new SampleStore(store, modalities);
        Set<String> written = new LinkedHashSet<>(Set.of(""));
        for (Trial trial : trials().toList()) {
            if (written.add(trial.video())) {
                videos.clip("train", trial.video(), trial.frames(), written.size());
            }
        }
        videos.finish();
    }

    /** Writes the authors' arrays of every trial that they could have preprocessed: the frames that they keep, and three kinds of features. */
    static void writeArrays(Path root) throws IOException {
        for (Trial trial : trials().filter(one -> !one.video().isEmpty()).toList()) {
            int[] kept = trial.rows() > 0
                    ? dropped(trial.name())
                    : IntStream.range(0, trial.frames()).toArray();
            if (kept.length == 0) {
                continue;
            }
            Path folder = Files.createDirectories(root.resolve(trial.name()));
            float[] labels = new float[2 * kept.length];
            for (int i = 0; i < labels.length; i++) {
                float label = label(trial.name(), kept[i / 2], i % 2);
                labels[i] = Float.isNaN(label) ? -5 : label;
            }
            if (trial.rows() > 0) {
                array(folder, "VA_continuous_label", 2, labels);
            }
            for (Map.Entry<String, Integer> kind :
                    Map.of("visual", 6, "vggish", 4, "bert", 5).entrySet()) {
                float[] values = new float[kept.length * kind.getValue()];
                for (int i = 0; i < values.length; i++) {
                    values[i] = (float) Math.sin(0.1 * kept[i / kind.getValue()] + i % kind.getValue());
                }
                array(folder, kind.getKey(), kind.getValue(), values);
            }
        }
    }

    /** Writes the list of trials that the authors' preprocessing leaves beside its arrays. */
    static void writeIndex(Path file) throws IOException {
        List<String> names = new ArrayList<>();
        List<String> partitions = new ArrayList<>();
        Map.of("train", TRAIN, "validate", VALIDATION, "extra", TEST)
                .forEach((partition, trials) -> trials.forEach(trial -> {
                    names.add(trial.name());
                    partitions.add(partition);
                }));
        Files.write(file, new Pickler().dumps(Map.of("trial", names, "partition", partitions)));
    }

    private static void array(Path folder, String name, int columns, float[] values) throws IOException {
        Files.write(folder.resolve(name + ".npy"), NpyWriter.encode(values, values.length / columns, columns));
    }

    private static void annotate(Path root, String set, List<Trial> trials) throws IOException {
        Path folder =
                Files.createDirectories(root.resolve("VA_Estimation_Challenge").resolve(set));
        for (Trial trial : trials) {
            String rows = IntStream.range(0, trial.rows())
                    .mapToObj(row -> trial.line(row) + "\n")
                    .collect(Collectors.joining());
            Files.writeString(folder.resolve(trial.name() + ".txt"), "valence,arousal\n" + rows);
            Files.writeString(folder.resolve("._" + trial.name() + ".txt"), "of a Mac");
        }
    }
}
