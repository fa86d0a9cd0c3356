package dev.attune.runner.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attune.api.ConfigException;
import dev.attune.runner.config.StudyPlan.Family;
import dev.attune.runner.config.StudyPlan.Line;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class CombineTest {
    private static final String STUDY = """
            base:
              data: {type: features, root: /corpus, modalities: [visual, audio, text]}
              fusion: {type: rjcma, depth: 3}
              targets: [valence, arousal]
            seeds: [1, 2]
            variants: {JCA: {fusion: {type: jca}}, v1.0: {training: {epochs: 3}}}
            grid: {fusion.depth: [1]}
            subsets: [[visual], [audio]]
            """;

    private static StudyPlan load(String combine) {
        return TestComponents.loader().studyFromYaml(STUDY + combine, Path.of("study.yaml"));
    }

    @Test
    void aCombinationHasOnePartForEachSeedAndRepetitionOfItsSources() {
        StudyPlan plan = load("""
                cross: {training.batch: [4, 6]}
                combine:
                  ensemble: {of: [visual, audio], by: mean}
                  stacked:  {of: [JCA, "fusion.depth=1", v1.0], by: ridge, penalty: 0.5}
                  late:     {of: [visual, audio], by: oracle}
                compare: {primary: ccc.mean, baseline: stacked}
                """);
        assertThat(plan.lines())
                .endsWith(
                        new Line(Family.COMBINED, "ensemble"),
                        new Line(Family.COMBINED, "stacked"),
                        new Line(Family.ORACLE, "late"));
        assertThat(plan.trials()).as("nothing more is trained").hasSize(5 * 2 * 2);
        assertThat(plan.combined()).hasSize(3 * 2 * 2);
        assertThat(plan.tabled()).hasSize(5 * 2 * 2 + 3 * 2 * 2).doesNotHaveDuplicates();
        Combination.Part part = plan.combined().get(4);
        assertThat(part.by()).isEqualTo(Combination.Method.RIDGE);
        assertThat(part.sources())
                .extracting(source -> source.rows().get(0).variant())
                .containsExactly("JCA", "fusion.depth=1", "v1.0");
        assertThat(part.sources())
                .allMatch(source ->
                        source.config().seed() == part.trial().config().seed()
                                && source.rows()
                                        .get(0)
                                        .repetition()
                                        .equals(part.trial().rows().get(0).repetition()));
        assertThat(part.trial().rows().get(0).settings())
                .containsExactly(
                        Map.entry("combine.by", "ridge"),
                        Map.entry("combine.of", "[JCA, fusion.depth=1, v1.0]"),
                        Map.entry("combine.penalty", "0.5"),
                        Map.entry("training.batch", "4"));
    }

    @Test
    void identifiersFollowFromSourcesAndMethodAlone() {
        List<String> one = ids("{of: [visual, audio], by: ridge}");
        assertThat(ids("{of: [visual, audio], by: ridge, penalty: 1}")).isEqualTo(one);
        assertThat(ids("{of: [visual, audio], by: ridge, penalty: 2}")).doesNotContainAnyElementsOf(one);
        assertThat(ids("{of: [visual, audio], by: mean}")).doesNotContainAnyElementsOf(one);
        assertThat(ids("{of: [visual, JCA], by: ridge}")).doesNotContainAnyElementsOf(one);
        assertThat(one).hasSize(2).doesNotHaveDuplicates().allMatch(id -> id.matches("[0-9a-f]{12}"));

        StudyPlan twice = load("combine: {a: {of: [visual, audio], by: mean}, b: {of: [visual, audio], by: mean}}");
        assertThat(twice.combined()).as("one computation, two lines").hasSize(2);
        assertThat(twice.combined().get(0).trial().rows())
                .extracting(StudyPlan.Row::variant)
                .containsExactly("a", "b");
    }

    private static List<String> ids(String combination) {
        return load("combine: {c: " + combination + "}").combined().stream()
                .map(part -> part.trial().id())
                .toList();
    }

    @Test
    void allMistakesAreNamedAtOnceWhereTheyAre() {
        assertThatThrownBy(() -> load("""
                combine:
                  ensemble: {of: [visul, audio], by: mean}
                  JCA: {of: [visual], by: mean, penalty: 2}
                  twice: {of: [audio, audio, ensemble], by: ridge}
                  late: {of: [visual, audio], by: oracle}
                compare: {primary: ccc.mean, baseline: late}
                """)).isInstanceOf(ConfigException.class).hasMessage("""
                study.yaml has 7 problems:
                  1. study.yaml:10:19: combine.ensemble.of[0]: found visul, wanted a line of this study; did you mean visual?
                  2. study.yaml:11:3: combine.JCA: found JCA, wanted another name: a variant of this study has it
                  3. study.yaml:11:9: combine.JCA.of: found [visual], wanted at least two lines
                  4. study.yaml:11:33: combine.JCA.penalty: found penalty with by: mean, wanted none: it is an option of ridge
                  5. study.yaml:12:23: combine.twice.of[1]: found audio twice, wanted it once
                  6. study.yaml:12:30: combine.twice.of[2]: found ensemble, wanted a line that is trained: ensemble is itself combined
                  7. study.yaml:14:40: compare.baseline: found late, wanted a line that could be used: an oracle knows the labels""".replace(
                        "7 problems", "7 problems"));
        assertThatThrownBy(() -> load("combine: {a: {of: [visual, audio], by: meen, penalty: -1}}"))
                .hasMessageContaining("study.yaml:9:40: combine.a.by: found meen, wanted one of mean, ridge, oracle;")
                .hasMessageContaining("combine.a.penalty: found -1, wanted a number of at least 0");
    }

    @Test
    void aNameMustMeanOneLineAndSourcesPredictTheSameOfTheSameClips() {
        assertThatThrownBy(() -> TestComponents.loader()
                        .studyFromYaml(
                                STUDY.replace("{JCA:", "{visual: {data: {modalities: [visual]}}, JCA:")
                                        + "combine: {a: {of: [visual, audio], by: mean}}",
                                Path.of("study.yaml")))
                .hasMessageContaining(
                        "combine.a.of[0]: found visual, wanted another name of one: a variant and a subset have it");
        assertThatThrownBy(() -> TestComponents.loader()
                        .studyFromYaml(
                                STUDY.replace(
                                                "{JCA:",
                                                "{elsewhere: {data: {root: /other}}, one: {targets: [valence]}, JCA:")
                                        + "combine: {a: {of: [visual, elsewhere, one], by: mean}}",
                                Path.of("study.yaml")))
                .hasMessageContaining(
                        "combine.a.of[1]: found elsewhere, which has other data than visual, wanted lines that predict the same of the same clips")
                .hasMessageContaining("combine.a.of[2]: found one, which has other targets than visual");
    }
}
