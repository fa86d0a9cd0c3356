package dev.attune.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.attune.datasets.npy.NpyWriter;
import dev.attune.runner.predict.SampleStore;
import dev.attune.runner.trial.JsonFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Data are read in full before anything is trained, and all that is wrong with them is told at once. */
final class CheckDataTest {
    private static final int FRAMES = 30;
    private static final int WIDTH = 4;
    private static final String EXPERIMENT = """
            data: {type: features, root: store, window: {length: 20, stride: 15}}
            temporal: none
            fusion: concat
            """;

    @TempDir
    private Path folder;

    private SampleStore store = new SampleStore(Path.of(""), Map.of());
    private Path yaml = Path.of("");

    @BeforeEach
    void write() throws IOException {
        store = new SampleStore(folder.resolve("store"), Map.of("visual", WIDTH));
        for (int i = 0; i < 4; i++) {
            store.clip("train", "clip-" + i, FRAMES, i);
        }
        store.clip("validation", "held-0", FRAMES, 10).clip("validation", "held-1", FRAMES, 11);
        store.clip("test", "unseen", FRAMES, 20).finish();
        yaml = Files.writeString(folder.resolve("small.yaml"), EXPERIMENT);
    }

    private static float[] filled(int length, float value) {
        float[] values = new float[length];
        Arrays.fill(values, value);
        return values;
    }

    private void features(String clip, float[] values) {
        store.write(clip, "visual", NpyWriter.encode(values, FRAMES, WIDTH));
        boolean[] valid = new boolean[FRAMES];
        Arrays.fill(valid, true);
        store.write(clip, "visual.mask", NpyWriter.encode(valid, FRAMES));
    }

    private void labels(String clip, float[] values) {
        store.write(clip, "labels", NpyWriter.encode(values, FRAMES, 2));
    }

    @Test
    void soundDataAreCounted() {
        Cli check = Cli.run("check", yaml, "--data");

        assertThat(check.exitCode()).as(check.err()).isZero();
        assertThat(check.out())
                .contains("# data: modalities {visual=4}, targets [valence, arousal]")
                .containsPattern("#   train +4 clips +120 frames +240 labels")
                .containsPattern("#   test +1 clips +30 frames +60 labels")
                .endsWith("Every clip was read, and nothing is wrong with the data.\n");
    }

    @Test
    void aMisspeltTargetOfTheComparisonIsToldBeforeAnythingIsTrained() throws IOException {
        Path study = Files.writeString(folder.resolve("study.yaml"), """
                base: small.yaml
                variants: {concat: {}, mean: {fusion: constant}}
                compare: {primary: ccc.valance, baseline: mean}
                """);
        String told = "compare.primary: found ccc.valance, but the corpus has no target valance; did you mean valence?";
        Cli check = Cli.run("check", study, "--data");
        assertThat(check.exitCode()).isEqualTo(3);
        assertThat(check.out()).contains(told);

        Path runs = folder.resolve("runs");
        Cli run = Cli.run("study", study, "--out", runs, "--executor", "in-process");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains(told);
        assertThat(runs.resolve("trials")).doesNotExist();
        Cli other = Cli.run("study", study, "compare.primary=ccc.dominance", "--out", runs);
        assertThat(other.err()).contains("no target dominance; wanted one of valence, arousal, mean.");
    }

    @Test
    void everythingThatIsWrongIsToldAtOnce() throws IOException {
        float[] broken = filled(FRAMES * WIDTH, 1);
        broken[7 * WIDTH + 2] = Float.NaN;
        broken[9 * WIDTH] = Float.POSITIVE_INFINITY;
        features("clip-0", broken);
        float[] outside = filled(FRAMES * 2, 0.5f);
        outside[11] = 1.5f;
        labels("clip-1", outside);
        store.write("clip-2", "visual.mask", NpyWriter.encode(new boolean[FRAMES], FRAMES));
        features("clip-3", filled(FRAMES * WIDTH, 0));
        labels("held-1", filled(FRAMES * 2, Float.NaN));
        Path file = folder.resolve("findings.json");
        Cli check = Cli.run("check", yaml, "--data", "--findings", file);

        assertThat(check.exitCode()).as(check.err()).isEqualTo(3);
        assertThat(check.out())
                .contains(
                        "5 findings in the data, 2 of which would stop a training:\n",
                        "  1. stops a training: clip-0/visual.npy, row 7, column 2: found NaN (the first of 2 such values in this clip),"
                                + " wanted a finite number; mask the frame if the feature is missing\n",
                        "  2. stops a training: clip-1/labels.npy, row 5, column 1: found 1.5 for arousal, wanted a value in [-1.0, 1.0] as store.json says\n",
                        "  3. worth knowing: clip clip-2: visual is missing in every frame\n",
                        "  4. worth knowing: clip clip-3, visual: all features of its 30 valid frames are 0;",
                        "  5. worth knowing: validation: 1 of 2 clips has no label: held-1\n");
        JsonNode json = JsonFiles.read(file);
        assertThat(json.path("findings")).hasSize(5);
        assertThat(json.at("/corpora/0/splits/validation/labels").asInt()).isEqualTo(2 * FRAMES);
        Cli asJson = Cli.run("check", yaml, "--data", "--format", "json");
        assertThat(asJson.exitCode()).isEqualTo(3);
        assertThat(JsonFiles.parse("out", asJson.out())).isEqualTo(json);
        assertThat(check.out() + check.err()).doesNotContain("Exception");
    }

    @Test
    void aLongListIsCutAndTheFileHasAll() throws IOException {
        for (int i = 0; i < 40; i++) {
            store.clip("train", "more-" + i, FRAMES, i);
            features("more-" + i, filled(FRAMES * WIDTH, Float.NaN));
        }
        store.finish();
        Path file = folder.resolve("findings.txt");
        Cli check = Cli.run("check", yaml, "--data", "--findings", file);

        assertThat(check.exitCode()).isEqualTo(3);
        assertThat(check.out())
                .contains(
                        "40 findings in the data, 40 of which would stop a training:",
                        " 30. stops a training: more-29/")
                .endsWith("and 10 more; --findings FILE and --format json have all\n")
                .doesNotContain(" 31. ");
        assertThat(file).content().contains(" 40. stops a training: more-39/").doesNotContain("more;");
    }

    @Test
    void recordingsInTwoSplitsAreWorthKnowingAndStopNothing() throws IOException {
        Files.writeString(folder.resolve("store/groups.csv"), "clip,group\nclip-1,video-1\nheld-0,video-1\n");
        Cli check = Cli.run("check", yaml, "--data");

        assertThat(check.exitCode()).as(check.err()).isZero();
        assertThat(check.out())
                .contains(
                        "worth knowing: train and validation share 1 group (video-1: clip-1, held-0): what is measured on"
                                + " validation is partly of recordings that were trained on");
    }

    @Test
    void foldsAndSubsetsReadEachClipOnce() throws IOException {
        features("clip-0", filled(FRAMES * WIDTH, Float.NaN));
        Path study = Files.writeString(folder.resolve("folded.yaml"), """
                base:
                  data: {type: features, root: store, validation: {from: train, folds: 2}, window: {length: 20, stride: 15}}
                  temporal: none
                  fusion: concat
                folds: all
                seeds: [1]
                variants: {both: {}, valence: {targets: [valence]}}
                """);
        Cli check = Cli.run("check", study, "--data");

        assertThat(check.exitCode()).as(check.err()).isEqualTo(3);
        assertThat(check.out())
                .contains("# data features, fold 0: modalities", "# data features, fold 1, targets valence: modalities")
                .contains(
                        "1 finding in the data, 1 of which would stop a training:",
                        "clip-0/visual.npy, row 0, column 0");
    }

    private void annotate(String set, String trial, String... wrong) throws IOException {
        List<String> lines = new ArrayList<>(List.of("valence,arousal"));
        lines.addAll(List.of(wrong));
        for (int row = wrong.length; row < FRAMES; row++) {
            lines.add("%.3f,%.3f".formatted(Math.sin(row + trial.length()), Math.cos(0.3 * row)));
        }
        Path labels = Files.createDirectories(
                folder.resolve("VA_Estimation_Challenge").resolve(set));
        Files.write(labels.resolve(trial + ".txt"), lines);
    }

    /** Writes labels for the store's clips and for a trial that it does not have. */
    private Path studyWithout(String missing) throws IOException {
        for (int i = 0; i < 4; i++) {
            annotate("Train_Set", "clip-" + i);
        }
        annotate("Train_Set", missing);
        annotate("Validation_Set", "held-0");
        annotate("Validation_Set", "held-1");
        return Files.writeString(folder.resolve("folds.yaml"), """
                base:
                  data: {type: affwild2, root: ., features: store, allow-missing: 0.2, window: {length: 20, stride: 15}}
                  temporal: none
                  fusion: concat
                  training: {epochs: 1}
                folds: [0, 1]
                seeds: [1]
                variants: {concat: {}}
                """);
    }

    @Test
    void nobodyTrainsOnLessThanTheyThink() throws IOException {
        Path study = studyWithout("absent");
        String summed = "1 of 8 trials is left out, as allow-missing: 0.2 allows";
        String named = "absent: the feature store has no clip absent";
        String unlabelled =
                "1 clip of the store has no label file and is the test split; splits: FILE would check its name";
        String counts = "ABAW6 has 356 training, 76 validation and 162 test trials; found 5, 2 and 1";
        Cli check = Cli.run("check", study, "--data");
        assertThat(check.exitCode()).as(check.out() + check.err()).isZero();
        assertThat(check.out())
                .contains("""
                        #   missing: %s
                        #   missing: %s
                        #   missing: %s
                        #   note: %s
                        # data affwild2, fold 1: modalities""".formatted(summed, named, counts, unlabelled))
                .contains("\n#   missing and notes: as for data affwild2, fold 0\n");

        Path run = folder.resolve("run");
        Cli trained = Cli.run("study", study, "--out", run);
        assertThat(trained.exitCode()).as(trained.out() + trained.err()).isZero();
        assertThat(trained.err())
                .containsOnlyOnce("Missing in the data: " + summed + "; " + named + "; " + counts + "\n");
        try (Stream<Path> trials = Files.list(run.resolve("trials"))) {
            assertThat(trials).hasSize(2).allSatisfy(trial -> {
                JsonNode data =
                        JsonFiles.read(trial.resolve("environment.json")).path("data");
                assertThat(data.toString())
                        .isEqualTo("{\"omissions\":[\"%s\",\"%s\",\"%s\"],\"notes\":[\"%s\"]}"
                                .formatted(summed, named, counts, unlabelled));
            });
        }
        assertThat(run.resolve("report.html"))
                .content()
                .contains(
                        "<b>The data are not complete. </b>" + summed + "; " + named + "; " + counts + ".</p>",
                        "<summary>Missing in the data, 3 sentences, the first: " + summed + "</summary>",
                        "<li>" + named + "</li>",
                        "<summary>Notes on the data: " + unlabelled + "</summary>");
    }

    @Test
    void aFindingNamesTheFoldsThatItIsParticularTo() throws IOException {
        Path study = studyWithout("gone");
        Cli one = Cli.run("check", study, "--data");
        assertThat(one.exitCode()).isEqualTo(3);
        assertThat(one.out())
                .contains(
                        "1 finding in the data, 1 of which would stop a training:\n  1. stops a training: fold 1: affwild2")
                .contains(": found no trial for validation, wanted at least one\n");

        annotate("Train_Set", "clip-0", "2,0", "0,x");
        annotate("Train_Set", "clip-1", "0,0", "0,3");
        Cli all = Cli.run("check", study, "--data");
        assertThat(all.out()).contains("""
                3 findings in the data, 3 of which would stop a training:
                  1. stops a training: Train_Set/clip-0.txt, line 2, valence: found 2.0, wanted a number from -1 to 1, or -5 where there is none
                  2. stops a training: Train_Set/clip-0.txt, line 3, arousal: found "x", wanted a number
                  3. stops a training: Train_Set/clip-1.txt, line 3, arousal: found 3.0, wanted a number from -1 to 1, or -5 where there is none
                """);
    }

    @Test
    void aFindingNamesTheCorporaThatItIsParticularTo() throws IOException {
        features("clip-0", filled(FRAMES * WIDTH, Float.NaN));
        Path study = Files.writeString(folder.resolve("folded.yaml"), """
                base:
                  data: {type: features, root: store, validation: {from: train, folds: 2}, window: {length: 20, stride: 15}}
                  temporal: none
                  fusion: concat
                folds: all
                seeds: [1]
                variants: {all: {}, sound: {data: {modalities: [sound]}}, dropped: {training: {modality-dropout: {smell: 0.1}}}}
                """);
        Cli check = Cli.run("check", study, "--data");
        assertThat(check.out())
                .contains("""
                        3 findings in the data, 3 of which would stop a training:
                          1. stops a training: clip-0/visual.npy, row 0, column 0""")
                .contains("  2. stops a training: data features: The configuration does not fit the corpus:\n"
                        + "       training.modality-dropout.smell: the corpus has no such modality")
                .contains(
                        "  3. stops a training: data features, modalities sound: store.json: found no modality sound");
    }

    /** Two stores with clips of the same names, of which one has a fault. */
    @Test
    void aFindingInAClipNamesItsCorpusWhereThereAreSeveral() throws IOException {
        SampleStore other = new SampleStore(folder.resolve("other"), Map.of("visual", WIDTH));
        for (int i = 0; i < 4; i++) {
            other.clip("train", "clip-" + i, FRAMES, i);
        }
        other.clip("validation", "held-0", FRAMES, 10).finish();
        features("clip-0", filled(FRAMES * WIDTH, Float.NaN));
        Path study = Files.writeString(folder.resolve("stores.yaml"), """
                base: small.yaml
                variants: {own: {}, other: {data: {root: other}}, valence: {targets: [valence], data: {root: other}}}
                compare: {primary: ccc.valence, baseline: own}
                """);
        Cli check = Cli.run("check", study, "--data");
        assertThat(check.out())
                .contains(
                        "# data features (corpus 1): modalities",
                        "# data features (corpus 2): modalities",
                        "# data features (corpus 2), targets valence: modalities",
                        "1 finding in the data, 1 of which would stop a training:\n"
                                + "  1. stops a training: data features (corpus 1): clip-0/visual.npy, row 0, column 0");

        for (String array : List.of("visual.npy", "visual.mask.npy")) {
            Files.copy(
                    folder.resolve("store/clip-0").resolve(array),
                    folder.resolve("other/clip-0").resolve(array),
                    StandardCopyOption.REPLACE_EXISTING);
        }
        Cli both = Cli.run("check", study, "--data");
        assertThat(both.out()).contains("  1. stops a training: clip-0/visual.npy, row 0, column 0");
    }

    @Test
    void aLongListOfWhatIsMissingIsCut() throws IOException {
        Path study = studyWithout("absent");
        for (int i = 0; i < 40; i++) {
            annotate("Train_Set", "absent-" + i);
        }
        Path file = folder.resolve("findings.txt");
        Cli check = Cli.run("check", study, "--data", "--findings", file, "base.data.allow-missing=0.9");
        assertThat(check.exitCode()).as(check.out() + check.err()).isZero();
        assertThat(check.out())
                .contains("\n#   and 14 more; --findings FILE and --format json have all\n# data affwild2, fold 1")
                .doesNotContain("#   note: ");
        assertThat(file)
                .content()
                .contains("#   missing: absent-9: ", "#   missing: ABAW6", "#   note: 1 clip of the store")
                .doesNotContain("more;");
        Cli json = Cli.run("check", study, "--data", "--format", "json", "base.data.allow-missing=0.9");
        JsonNode corpus = JsonFiles.parse("out", json.out()).at("/corpora/1");
        assertThat(corpus.path("omissions")).hasSize(43);
        assertThat(corpus.path("notes")).hasSize(1);
    }

    @Test
    void whatCannotBeOpenedIsAFindingToo() throws IOException {
        Files.delete(folder.resolve("store/clip-1/visual.npy"));
        Cli check = Cli.run("check", yaml, "--data");
        assertThat(check.exitCode()).isEqualTo(3);
        assertThat(check.out())
                .contains("1. stops a training: ", "clip-1/visual.npy")
                .doesNotContain("Exception");

        Files.delete(folder.resolve("store/clip-2/time.npy"));
        Cli both = Cli.run("check", yaml, "--data");
        assertThat(both.out())
                .contains(
                        "2 findings in the data, 2 of which would stop a training:",
                        "1. stops a training: clip-1/visual.npy",
                        "2. stops a training: clip-2/time.npy");

        Cli alone = Cli.run("check", yaml, "--findings", folder.resolve("x.txt"));
        assertThat(alone.exitCode()).isEqualTo(2);
        assertThat(alone.err()).contains("--format and --findings are about the data; give --data as well.");
    }
}
