package dev.attune.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.runner.predict.SampleStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a corpus says of its groups reaches the sentences and tables of a study. */
final class GroupedStudyTest {
    private static final String STUDY = """
            base:
              data: {type: features, root: store, window: {length: 20, stride: 20}}
              temporal: none
              fusion: concat
              training: {epochs: 1}
            seeds: [1, 2]
            variants:
              concat: {}
              late: {fusion: late}
            compare: {primary: ccc.mean, baseline: concat, resamples: 100}
            """;

    @TempDir
    private Path folder;

    private Path yaml = Path.of("");

    @BeforeEach
    void write() throws IOException {
        SampleStore store = new SampleStore(folder.resolve("store"), Map.of("visual", 3, "audio", 2));
        store.clip("train", "learnt-0", 40, 0).clip("train", "learnt-1", 40, 1);
        for (int i = 0; i < 6; i++) {
            store.clip("validation", "held-" + i, 40, 10 + i);
        }
        store.clip("test", "unseen", 40, 20).finish();
        Files.write(
                folder.resolve("store/groups.csv"),
                List.of("clip,group", "held-0,anna", "held-1,anna", "held-4,bert", "held-5,bert"));
        yaml = Files.writeString(folder.resolve("small.yaml"), STUDY);
    }

    private List<String> rows(String file, String start) throws IOException {
        return Files.readAllLines(folder.resolve("out").resolve(file)).stream()
                .filter(line -> line.startsWith(start))
                .toList();
    }

    @Test
    void clipsOfOneSpeakerAreToldAndCountedAsAGroup() throws IOException {
        Cli study = Cli.run("study", yaml, "--out", folder.resolve("out"));
        assertThat(study.exitCode()).as(study.err()).isZero();
        assertThat(study.out())
                .contains("with 2 seeds and 6 clips in 4 groups")
                .contains("With 6 clips in 4 groups, intervals take these for typical of all others.");
        assertThat(rows("comparison.csv", "late,concat,validation,mean,ccc,true,"))
                .singleElement()
                .asString()
                .contains(",2,6,4,");
        assertThat(rows("intervals.csv", "late,validation,mean,ccc,"))
                .singleElement()
                .asString()
                .endsWith(",2,6,4,trained");
        assertThat(Files.readString(folder.resolve("out/report.html")))
                .contains(
                        "bootstrap over seeds and groups of clips that belong together",
                        "interval of the mean over seeds and groups of clips that belong together");
    }

    @Test
    void aFoldOfOneSpeakerIsNamedAlsoWhereNothingIsCompared() throws IOException {
        SampleStore store = new SampleStore(folder.resolve("speakers"), Map.of("visual", 3));
        for (int i = 0; i < 6; i++) {
            store.clip("train", "clip-" + i, 40, 10 + i);
        }
        store.finish();
        Files.write(
                folder.resolve("speakers/groups.csv"),
                List.of(
                        "clip,group",
                        "clip-0,anna",
                        "clip-1,anna",
                        "clip-2,bert",
                        "clip-3,bert",
                        "clip-4,cleo",
                        "clip-5,cleo"));
        Path folds = Files.writeString(
                folder.resolve("folds.yaml"),
                STUDY.replace("root: store,", "root: speakers, validation: {from: train, folds: 2},")
                        .replace("seeds: [1, 2]", "seeds: [1]\nfolds: all")
                        .replace(" baseline: concat,", ""));
        Cli study = Cli.run("study", folds, "--out", folder.resolve("out"), "--executor", "in-process");
        assertThat(study.exitCode()).as(study.err()).isZero();
        // 3 speakers make folds of 2 and 1.
        assertThat(study.out())
                .containsOnlyOnce(
                        "On validation, there is no interval of ccc.mean: fold 1 has 1 group of clips with labels of"
                                + " valence, wanted 2.\n")
                .containsOnlyOnce("wanted 2");
        assertThat(Files.readString(folder.resolve("out/report.html")))
                .contains(
                        "fold 1 has 1 group of clips",
                        "and groups of clips that belong together are drawn within folds.")
                .doesNotContain("and clips are drawn");
    }
}
