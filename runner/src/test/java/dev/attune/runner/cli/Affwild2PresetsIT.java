package dev.attune.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.attune.datasets.npy.NpyArray;
import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs every preset of Aff-Wild2 as a user would, on a corpus with all its irregularities; takes a minute, and belongs to {@code -Pslow}. */
final class Affwild2PresetsIT {
    private static final Path PRESETS = Path.of("../examples/presets");
    private static final List<String> TARGETS = List.of("valence", "arousal");

    /** What validates in each fold; no-video is missing, since the store does not have it. */
    private static final List<List<String>> VALIDATION = List.of(
            List.of("v1", "v2.part.1", "v3_left", "v3_right"),
            List.of("video6-unlabelled", "video7", "Čeština 視頻"),
            List.of("video5_left", "video5_right"),
            List.of("many-frames", "many-rows", "no-rows"),
            List.of("115-30.odd name.v2", "few-frames"),
            List.of("10-60-1280x720", "10-60-1280x720_right"));

    private static final Pattern FIGURE = Pattern.compile(
            "(?<line>[^,]+),(?:[^\",]*|\"[^\"]*)data\\.fold=(?<fold>\\d)\"?,1,validation,(?<target>\\w+),ccc,(?<value>[^,]+),(?<trial>\\w+),.*");

    @TempDir
    private static Path folder;

    /**
     * What a preset must give.
     *
     * @param name of the file, after affwild2-
     * @param lines of its table
     * @param folds that each line is measured on
     * @param published how many figures of others it shows
     * @param counterparts how many of them stand beside a measured one, since line, split and fold are the same
     */
    private record Preset(String name, List<String> lines, List<Integer> folds, int published, int counterparts) {
        String file() {
            return "affwild2-" + name + ".yaml";
        }

        /** Returns what a line predicts: the paper and its code have a model for each target. */
        List<String> targets(String line) {
            return name.startsWith("rjcma") ? List.of(line.substring("RJCMA ".length())) : TARGETS;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static List<Preset> presets() {
        List<String> models = List.of("RJCMA valence", "RJCMA arousal");
        List<String> depths = List.of("fusion.depth=1", "fusion.depth=2", "fusion.depth=3", "fusion.depth=4");
        List<String> pairs = List.of("visual+audio", "visual+text", "audio+text");
        List<String> subsets = List.of("visual", "audio", "text", "visual+audio+text", "RJCA");
        List<String> joint = List.of("RJCMA", "JCA", "RJCA", "GRJCA", "LFAN", "CAN", "MulT");
        List<String> plain = List.of("late", "concat", "constant", "visual alone");
        return List.of(
                new Preset("rjcma", models, List.of(0, 1), 6, 4),
                new Preset("rjcma-reference", models, List.of(1), 4, 2),
                new Preset("ablation-depth", depths, List.of(1), 4, 4),
                new Preset("ablation-modalities", both(subsets, pairs), List.of(0), 6, 2),
                new Preset("ablation-tcn", List.of("TCN", "no temporal model", "BiLSTM", "BiGRU"), List.of(0), 2, 2),
                new Preset("baselines", both(joint, plain), List.of(0), 12, 2),
                new Preset("folds", List.of("RJCMA", "concat"), List.of(0, 1, 2, 3, 4, 5), 4, 4));
    }

    private static List<String> both(List<String> some, List<String> others) {
        return Stream.concat(some.stream(), others.stream()).toList();
    }

    /**
     * A figure of results.csv.
     *
     * @param trial the folder of the trial
     */
    private record Measured(String line, int fold, String target, double value, String trial) {
        String key() {
            return line + ", fold " + fold + ", " + target;
        }
    }

    @BeforeAll
    static void writeCorpus() throws IOException {
        IrregularAffwild2.write(folder, folder.resolve("features"));
    }

    private static Cli run(String command, String file, String base, Object... more) {
        List<Object> arguments = new ArrayList<>(List.of(
                command,
                PRESETS.resolve(file),
                base + "data.root=" + folder,
                base + "data.features=" + folder.resolve("features"),
                base + "data.allow-missing=0.05",
                base + "data.window={length: 60, stride: 40}",
                base + "temporal.default.channels=[12, 12]",
                base + "temporal.visual.channels=[16, 16]",
                base + "head.hidden=8",
                base + "training.epochs=1",
                base + "training.threads=1"));
        arguments.addAll(List.of(more));
        return Cli.run(arguments.toArray());
    }

    @Test
    void everyPresetIsTried() throws IOException {
        try (Stream<Path> files = Files.list(PRESETS)) {
            List<String> tried = Stream.concat(
                            Stream.of("affwild2-experiment.yaml"),
                            presets().stream().map(Preset::file))
                    .toList();
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> name.startsWith("affwild2")))
                    .containsExactlyInAnyOrderElementsOf(tried);
        }
    }

    @Test
    void theExperimentThatTheyShareTrainsByItself() {
        Cli check = run("check", "affwild2-experiment.yaml", "", "--data");
        assertThat(check.exitCode()).as(check.err() + check.out()).isZero();
        assertThat(check.out())
                .contains(
                        "missing: 1 of 20 trials is left out, as allow-missing: 0.05 allows",
                        "missing: no-video: the feature store has no clip no-video",
                        "note: many-frames: 77 label rows and 937 frames; the last 860 frames have no label",
                        "note: many-rows: 663 label rows and 63 frames; the last 600 labels have no features",
                        "train: 2 of 12 clips have no label: no-rows, video6-unlabelled");

        Cli train = run("train", "affwild2-experiment.yaml", "", "--out", folder.resolve("experiment"));
        assertThat(train.exitCode()).as(train.err()).isZero();
        assertThat(train.out()).doesNotContain("FAILED");
    }

    @ParameterizedTest
    @MethodSource("presets")
    void everyLineOfThePresetIsMeasuredBesideWhatWasPublished(Preset preset) throws IOException {
        Path study = folder.resolve(preset.name());
        Cli run = run(
                "study",
                preset.file(),
                "base.",
                "seeds=[1]",
                "compare.resamples=100",
                "--executor",
                "in-process",
                "--out",
                study);

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out() + run.err()).doesNotContain("FAILED");
        assertThat(Files.readAllLines(study.resolve("failures.csv"))).hasSize(1);
        Map<String, Measured> measured = new HashMap<>();
        for (Measured figure : figures(study)) {
            assertThat(measured.put(figure.key(), figure)).as(figure.key()).isNull();
        }
        assertThat(measured.keySet()).containsExactlyInAnyOrderElementsOf(wanted(preset));
        assertPublished(preset, run.out(), Files.readString(study.resolve("report.html")), measured);
        for (Measured figure : measured.values()) {
            assertThat(figure.value()).as(figure.key()).isCloseTo(recomputed(preset, study, figure), within(1e-6));
        }
        if (preset.folds().contains(1)) {
            // No published figure of a fold but the official one without a word on whose trials these are.
            String word = "only with all 356 of them are these the clips of the paper.";
            assertThat(run.out()).contains(word);
            assertThat(study.resolve("report.html")).content().contains(word);
        }
        if (preset.name().equals("folds")) {
            assertThat(run.out())
                    .containsPattern("ccc.mean +fold 0 +fold 1 +fold 2 +fold 3 +fold 4 +fold 5 +mean of folds")
                    .as("two blocks of this corpus are the two people of one video")
                    .contains(
                            "RJCMA - concat is left out: on validation, fold 2 has 1 group of clips with labels of valence and"
                                    + " fold 5 has 1 group of clips with labels of valence, wanted 2.");
        }
        if (preset.name().equals("baselines")) {
            assertThat(run.out())
                    .contains("The published figures of GRJCA (arXiv 2503.12261) do not say of which fold they are")
                    .doesNotContain("has no such fold");
        }
    }

    /** What docs/affwild2.md tells whoever has the authors' arrays to type. */
    @Test
    void theAuthorsArraysNeedFourSettings() throws IOException {
        Path arrays = folder.resolve("preprocessed/compacted_48");
        IrregularAffwild2.writeArrays(arrays);
        IrregularAffwild2.writeIndex(arrays.resolveSibling("dataset_info_-1.pkl"));
        Path study = folder.resolve("arrays");
        Cli run = Cli.run(
                "study",
                PRESETS.resolve("affwild2-rjcma.yaml"),
                "base.data.layout=preprocessed",
                "base.data.root=" + arrays,
                "base.data.features=null",
                "base.data.modalities=[visual, vggish, bert]",
                "base.data.allow-missing=0.15",
                "base.data.window={length: 60, stride: 40}",
                "base.temporal.default.channels=[12, 12]",
                "base.temporal.visual.channels=[16, 16]",
                "base.head.hidden=8",
                "base.training.epochs=1",
                "base.training.threads=1",
                "seeds=[1]",
                "compare.resamples=100",
                "--executor",
                "in-process",
                "--out",
                study);
        assertThat(run.exitCode()).as(run.err()).isZero();
        Preset preset = new Preset("rjcma-reference", List.of("RJCMA valence", "RJCMA arousal"), List.of(0, 1), 6, 4);
        List<Measured> figures = figures(study);
        assertThat(figures).hasSize(4);
        for (Measured figure : figures) {
            assertThat(figure.value()).as(figure.key()).isCloseTo(recomputed(preset, study, figure), within(1e-6));
        }
    }

    private static List<String> wanted(Preset preset) {
        return preset.lines().stream()
                .flatMap(line -> preset.folds().stream()
                        .flatMap(fold -> preset.targets(line).stream()
                                .map(target -> new Measured(line, fold, target, 0, "").key())))
                .toList();
    }

    /** Returns the CCC of each line, fold and target, without means of targets. */
    private static List<Measured> figures(Path study) throws IOException {
        return Files.readAllLines(study.resolve("results.csv")).stream()
                .map(FIGURE::matcher)
                .filter(Matcher::matches)
                .filter(row -> TARGETS.contains(row.group("target")))
                .map(row -> new Measured(
                        row.group("line"),
                        Integer.parseInt(row.group("fold")),
                        row.group("target"),
                        Double.parseDouble(row.group("value")),
                        row.group("trial")))
                .toList();
    }

    /** Expects a measured figure beside a published one exactly where it is of the same line, split and fold. */
    private static void assertPublished(Preset preset, String out, String html, Map<String, Measured> measured) {
        List<String[]> rows = out.lines()
                .dropWhile(line -> !line.startsWith("published by others"))
                .skip(2)
                .takeWhile(line -> !line.startsWith("published figures take no part in any statistic"))
                .map(line -> line.split(" {2,}"))
                .toList();
        assertThat(rows).hasSize(preset.published());
        assertThat(rows.stream().filter(row -> !row[5].equals("-"))).hasSize(preset.counterparts());
        String section = html.substring(html.indexOf("<section id=\"published\""));
        section = section.substring(0, section.indexOf("</section>"));
        for (String[] row : rows) {
            String figure = row[0] + ", " + row[2].replace("validation, ", "") + ", " + row[1].replace("ccc.", "");
            assertThat(row[5]).as(figure).isEqualTo(beside(figure, measured));
            assertThat(section).contains("Published", row[3], row[4]);
        }
    }

    private static String beside(String figure, Map<String, Measured> measured) {
        Measured same = measured.get(figure);
        if (same != null) {
            return String.format(Locale.ROOT, "%.3f", same.value());
        }
        if (!figure.endsWith(", mean")) {
            return "-";
        }
        double sum = 0;
        for (String target : TARGETS) {
            Measured one = measured.get(figure.replace(", mean", ", " + target));
            assertThat(one).as(figure).isNotNull();
            sum += one == null ? Double.NaN : one.value();
        }
        return String.format(Locale.ROOT, "%.3f", sum / TARGETS.size());
    }

    /** Returns the CCC of what the trial predicted with the labels that the corpus was made by, frame by frame. */
    private static double recomputed(Preset preset, Path study, Measured figure) {
        Function<String, int[]> frames =
                preset.name().equals("rjcma-reference") ? IrregularAffwild2::dropped : IrregularAffwild2::masked;
        List<String> targets = preset.targets(figure.line());
        Path predictions = study.resolve("trials")
                .resolve(figure.trial())
                .resolve("predictions")
                .resolve("validation");
        List<String> clips = VALIDATION.get(figure.fold()).stream()
                .filter(clip -> frames.apply(clip).length > 0)
                .toList();
        assertThat(names(predictions)).containsExactlyInAnyOrderElementsOf(clips);
        List<double[]> pairs = new ArrayList<>();
        for (String clip : clips) {
            int[] kept = frames.apply(clip);
            float[] predicted = read(predictions, clip, kept.length * targets.size());
            for (int i = 0; i < kept.length; i++) {
                float label = IrregularAffwild2.label(clip, kept[i], TARGETS.indexOf(figure.target()));
                if (!Float.isNaN(label)) {
                    pairs.add(new double[] {predicted[i * targets.size() + targets.indexOf(figure.target())], label});
                }
            }
        }
        return concordance(pairs);
    }

    private static List<String> names(Path predictions) {
        String[] files = predictions.toFile().list();
        return files == null
                ? List.of()
                : Stream.of(files)
                        .map(file ->
                                URLDecoder.decode(file, StandardCharsets.UTF_8).replace(".npy", ""))
                        .toList();
    }

    private static float[] read(Path predictions, String clip, int count) {
        Path file = predictions.resolve(URLEncoder.encode(clip, StandardCharsets.UTF_8) + ".npy");
        NpyArray array = NpyArray.open(file, clip);
        assertThat(array.info().rows() * array.info().columns()).as(clip).isEqualTo(count);
        float[] values = new float[count];
        array.readFloats(0, count, FloatBuffer.wrap(values));
        return values;
    }

    private static double concordance(List<double[]> pairs) {
        double[] mean = new double[2];
        pairs.forEach(pair -> {
            mean[0] += pair[0] / pairs.size();
            mean[1] += pair[1] / pairs.size();
        });
        double products = 0;
        double squares = 0;
        for (double[] pair : pairs) {
            products += (pair[0] - mean[0]) * (pair[1] - mean[1]);
            squares += Math.pow(pair[0] - mean[0], 2) + Math.pow(pair[1] - mean[1], 2);
        }
        return 2 * products / (squares + pairs.size() * Math.pow(mean[0] - mean[1], 2));
    }
}
