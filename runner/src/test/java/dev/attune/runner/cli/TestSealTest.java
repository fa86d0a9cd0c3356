package dev.attune.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.runner.study.StudyFolder;
import dev.attune.runner.trial.ProgramCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing says how good anything is on the test split before somebody has put their name to wanting to know. */
final class TestSealTest {
    private static final String STUDY = """
            name: sealed
            base:
              data: {type: synthetic, modalities: [visual, audio], train: 4, validation: 2, test: 3, frames: [30, 40],
                     dims: {visual: 8, audio: 6}, window: {length: 20, stride: 15}}
              temporal: none
              fusion: concat
              training: {epochs: 2, batch: 4, threads: 1}
            seeds: [1, 2]
            variants: {concat: {}, sum: {fusion: sum}, mean: {fusion: constant}}
            compare: {primary: ccc.mean, baseline: concat, resamples: 200}
            """;

    @TempDir
    private Path folder;

    @Test
    void testScoresAreNowhereBeforeTheSealIsOpened() throws IOException {
        Path yaml = Files.writeString(folder.resolve("sealed.yaml"), STUDY);
        Path study = folder.resolve("runs");
        Cli run = Cli.run("study", yaml, "--out", study);
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("Test scores are sealed.", ": attune unlock-test " + study);
        List<String> sealed = everything(study);
        sealed.add(run.out() + run.err());

        Cli unlocked = Cli.run("unlock-test", study, "--reason", "the paper is due");
        assertThat(unlocked.exitCode()).as(unlocked.err()).isZero();
        assertThat(unlocked.out())
                .contains("Test scores were unlocked at 20", ": the paper is due.", "test ccc.mean")
                .doesNotContain("trained after");
        List<String> results = Files.readAllLines(study.resolve("results.csv"));
        List<String> values = results.stream()
                .map(line -> line.split(",", -1))
                .filter(cells -> cells[3].equals("test"))
                .map(cells -> cells[6])
                .filter(value -> value.length() > 12) // not such as 0.0, which stand anywhere
                .toList();
        assertThat(values).hasSizeGreaterThan(30);
        for (String text : sealed) {
            assertThat(values).noneMatch(value -> text.contains(value.substring(0, 12)));
        }
        assertThat(Files.readString(study.resolve("comparison.csv"))).contains(",test,");
        assertThat(new StudyFolder(study).path().resolve("unlocked.json"))
                .content()
                .contains("the paper is due");

        // A trial that is trained with test scores in sight is counted as such from then on.
        Files.writeString(yaml, STUDY.replace("seeds: [1, 2]", "seeds: [1, 2, 3]"));
        Cli more = Cli.run("study", yaml, "--out", study);
        assertThat(more.exitCode()).as(more.err()).isZero();
        assertThat(more.out()).contains("3 of 9 trials were trained after that", "test ccc.mean");

        // Opening it again changes nothing.
        String record = Files.readString(study.resolve("unlocked.json"));
        Cli again = Cli.run("unlock-test", study, "--reason", "a second look");
        assertThat(again.exitCode()).isZero();
        assertThat(again.out()).contains("the paper is due").doesNotContain("a second look");
        assertThat(study.resolve("unlocked.json")).hasContent(record);
    }

    @Test
    void howTheProgramWasCalledIsToldOnTheConsoleAndStoredNowhere() throws IOException {
        Path yaml = Files.writeString(
                folder.resolve("one.yaml"),
                STUDY.replace("{concat: {}, sum: {fusion: sum}, mean: {fusion: constant}}", "{concat: {}}")
                        .replace("seeds: [1, 2]", "seeds: [1]"));
        Path study = folder.resolve("one");
        System.setProperty(ProgramCommand.PROPERTY, "/elsewhere/attune");
        try {
            Cli run = Cli.run("study", yaml, "--out", study, "--executor", "in-process");
            assertThat(run.exitCode()).as(run.err()).isZero();
            assertThat(run.out()).contains(": /elsewhere/attune unlock-test " + study);
        } finally {
            System.clearProperty(ProgramCommand.PROPERTY);
        }
        assertThat(study.resolve("report.html")).content().contains("attune unlock-test " + study);
        assertThat(everything(study)).noneMatch(text -> text.contains("/elsewhere/"));
    }

    @Test
    void nothingInAConfigurationCanChooseOnTest() throws IOException {
        for (String on : List.of("test.ccc.mean", "test")) {
            Path yaml = Files.writeString(
                    folder.resolve("on-test.yaml"),
                    STUDY.replace("epochs: 2,", "epochs: 2, early-stopping: {on: " + on + "},"));
            Cli run = Cli.run("check", yaml);
            assertThat(run.exitCode()).as(on).isEqualTo(2);
            assertThat(run.err()).contains("training.early-stopping.on: found " + on);
        }
        Cli withoutReason = Cli.run("unlock-test", folder);
        assertThat(withoutReason.exitCode()).isEqualTo(2);
        assertThat(withoutReason.err()).contains("--reason");
        Cli noStudy = Cli.run("unlock-test", folder, "--reason", "x");
        assertThat(noStudy.exitCode()).isEqualTo(3);
        assertThat(noStudy.err()).contains(folder + " is not the folder of a study: it has no study.json.");
    }

    private static List<String> everything(Path study) throws IOException {
        List<String> texts = new ArrayList<>();
        try (Stream<Path> files = Files.walk(study)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(file.toString()).doesNotContain("predictions/test", "test.json");
                texts.add(Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1));
            }
        }
        return texts;
    }
}
