package dev.attune.runner.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.runner.config.StudyPlan.Family;
import dev.attune.runner.config.StudyPlan.Row;
import dev.attune.runner.config.StudyPlan.Trial;
import dev.attune.runner.config.TestComponents.FeaturesOptions;
import dev.attune.runner.config.TestComponents.RjcmaOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StudyPlanTest {
    private static final String BASE = """
            data: {type: features, root: /corpus, modalities: [visual, audio, text]}
            fusion: {type: rjcma, depth: 3}
            targets: [valence, arousal]
            training: {modality-dropout: {text: 0.2}}
            """;

    @TempDir
    Path folder = Path.of("");

    private StudyPlan load(String study, String... overrides) throws IOException {
        Files.writeString(folder.resolve("base.yaml"), BASE);
        Path file = Files.writeString(folder.resolve("ablation.yaml"), study);
        return TestComponents.loader().loadStudy(file, List.of(overrides));
    }

    private static List<String> variants(StudyPlan plan) {
        return plan.trials().stream()
                .flatMap(trial -> trial.rows().stream())
                .map(Row::variant)
                .distinct()
                .toList();
    }

    @Test
    void familiesAreAUnion() throws IOException {
        StudyPlan plan = load("""
                base: base.yaml
                seeds: [1, 2]
                variants:
                  RJCMA: {}
                  JCA: {fusion: {type: jca}}
                  only-visual: {data: {modalities: [visual]}}
                grid: {fusion.depth: [2, 3], training.batch: [12, 6]}
                subsets: all
                compare: {baseline: JCA, primary: ccc.valence}
                """);

        assertThat(plan.name()).isEqualTo("ablation");
        assertThat(plan.compare().baseline()).isEqualTo(Optional.of("JCA"));
        assertThat(variants(plan))
                .containsExactlyInAnyOrder(
                        "RJCMA",
                        "JCA",
                        "only-visual",
                        "fusion.depth=2, training.batch=12",
                        "fusion.depth=2, training.batch=6",
                        "fusion.depth=3, training.batch=12",
                        "fusion.depth=3, training.batch=6",
                        "visual",
                        "audio",
                        "text",
                        "visual+audio",
                        "visual+text",
                        "audio+text",
                        "visual+audio+text");
        // 3 variants + 4 grid points + 7 subsets = 14 rows. The base is RJCMA, a grid point and the whole set; visual
        // is there twice.
        assertThat(plan.trials()).hasSize(2 * 11);
        assertThat(plan.trials()).extracting(Trial::id).doesNotHaveDuplicates();
        assertThat(plan.trials().subList(0, 11))
                .allMatch(trial -> trial.config().seed() == 1);
    }

    @Test
    void sameTrainingIsOneTrialWithAllItsRows() throws IOException {
        StudyPlan plan = load("""
                base: base.yaml
                seeds: [4]
                variants: {RJCMA: {}}
                grid: {fusion.depth: [3]}
                subsets: [[text, audio, visual]]
                """);

        assertThat(plan.trials()).hasSize(1);
        Trial trial = plan.trials().get(0);
        assertThat(trial.config().name()).isEqualTo("RJCMA");
        assertThat(trial.id()).isEqualTo(EffectiveConfig.id(trial.config()));
        assertThat(trial.rows())
                .containsExactly(
                        new Row(Family.VARIANT, "RJCMA", Map.of()),
                        new Row(Family.GRID, "fusion.depth=3", Map.of("fusion.depth", "3")),
                        new Row(
                                Family.SUBSET,
                                "visual+audio+text",
                                Map.of("data.modalities", "[visual, audio, text]")));
    }

    @Test
    void subsetsDropWhatIsSaidAboutOtherModalities() throws IOException {
        StudyPlan plan = load("base: base.yaml\nsubsets: [[visual], [audio, text]]\nseeds: [1]\n");

        assertThat(plan.trials()).hasSize(2);
        assertThat(plan.trials().get(0).config().training().modalityDropout()).isEmpty();
        assertThat(plan.trials().get(1).config().training().modalityDropout()).containsOnlyKeys("text");
        assertThat(plan.trials().get(1).config().data().modalities()).containsExactly("audio", "text");
    }

    @Test
    void allSubsetsAreThoseThatTheFusionCanWorkWith() throws IOException {
        StudyPlan plan = load("base: base.yaml\nsubsets: all\nseeds: [1]\n", "base.fusion=pair");

        assertThat(variants(plan)).containsExactly("visual+audio", "visual+text", "audio+text");
        assertThat(plan.lines())
                .extracting(StudyPlan.Line::variant)
                .containsExactly("visual+audio", "visual+text", "audio+text");
        assertThat(plan.notices())
                .containsExactly(
                        "subsets: all leaves out visual, audio, text, visual+audio+text: fusion pair needs exactly"
                                + " 2 modalities.");
        assertThat(load("base: base.yaml\nsubsets: all\n").notices()).isEmpty();
    }

    @Test
    void shufflingNothingIsTheSameTraining() throws IOException {
        StudyPlan plan = load("""
                base: base.yaml
                seeds: [1]
                variants:
                  plain: {}
                  nothing: {data: {shuffled: null}}
                  text: {data: {shuffled: [text, audio]}}
                  again: {data: {shuffled: {modalities: [audio, text], seed: 1}}}
                  other: {data: {shuffled: {modalities: [audio, text], seed: 2}}}
                """);
        assertThat(plan.trials())
                .extracting(trial -> trial.rows().stream().map(Row::variant).toList())
                .containsExactly(List.of("plain", "nothing"), List.of("text", "again"), List.of("other"));
        assertThat(EffectiveConfig.yaml(plan.trials().get(0).config())).doesNotContain("shuffled");
        assertThat(EffectiveConfig.yaml(plan.trials().get(1).config()))
                .contains("  shuffled:\n    modalities: [audio, text]\n    seed: 1\n");
    }

    @Test
    void subsetsDropWhatIsShuffledOfOtherModalities() throws IOException {
        StudyPlan plan =
                load("base: base.yaml\nsubsets: [[visual], [audio, text]]\nseeds: [1]\n", "base.data.shuffled=[text]");
        StudyPlan longer = load(
                "base: base.yaml\nsubsets: [[visual], [audio, text]]\nseeds: [1]\n",
                "base.data.shuffled={modalities: [text, visual]}");
        StudyPlan seeded = load(
                "base: base.yaml\nsubsets: [[visual], [audio, text]]\nseeds: [1]\n",
                "base.data.shuffled={modalities: [text], seed: 2}");
        assertThat(seeded.trials())
                .extracting(trial -> trial.config().data().shuffled())
                .containsExactly(Optional.empty(), Optional.of(new ShuffledConfig(List.of("text"), 2)));

        assertThat(plan.trials())
                .extracting(trial -> trial.config().data().shuffled().map(ShuffledConfig::modalities))
                .containsExactly(Optional.empty(), Optional.of(List.of("text")));
        assertThat(longer.trials())
                .extracting(trial -> trial.config().data().shuffled().map(ShuffledConfig::modalities))
                .containsExactly(Optional.of(List.of("visual")), Optional.of(List.of("text")));
    }

    @Test
    void crossMultipliesEverything() throws IOException {
        StudyPlan plan = load("""
                base: base.yaml
                seeds: [1, 2]
                variants: {A: {}, B: {fusion: jca}}
                grid: {fusion.depth: [1]}
                cross: {data.fold: [0, 1]}
                """);

        assertThat(plan.trials()).hasSize(2 * 3 * 2);
        Row last = plan.trials().get(11).rows().get(0);
        assertThat(last.settings()).containsExactly(Map.entry("fusion.depth", "1"), Map.entry("data.fold", "1"));
        FeaturesOptions options = (FeaturesOptions)
                plan.trials().get(11).config().data().dataset().options();
        assertThat(options.fold()).isEqualTo(Optional.of(1));
    }

    @Test
    void withoutFamiliesTheBaseRuns() throws IOException {
        StudyPlan plan = load("base: base.yaml\n");

        assertThat(variants(plan)).containsExactly("base");
        assertThat(plan.trials()).extracting(trial -> trial.config().seed()).containsExactly(1L, 2L, 3L);
    }

    @Test
    void commandLineChangesTheStudyAndItsBase() throws IOException {
        StudyPlan plan = load(
                "base: base.yaml\ngrid: {fusion.depth: [1, 2]}\n",
                "seeds=[9]",
                "grid.fusion.depth=[5]",
                "base.training.epochs=2");

        assertThat(plan.trials()).hasSize(1);
        ExperimentConfig config = plan.trials().get(0).config();
        assertThat(config.seed()).isEqualTo(9);
        assertThat(config.training().epochs()).isEqualTo(2);
        assertThat(((RjcmaOptions) config.fusion().options()).depth()).isEqualTo(5);
    }

    @Test
    void baseMayStandInTheStudy() throws IOException {
        StudyPlan plan = load("""
                base: {extends: base.yaml, seed: 5, fusion: {depth: 1}}
                seeds: [1]
                """);

        assertThat(variants(plan)).containsExactly("ablation");
        assertThat(((RjcmaOptions) plan.trials().get(0).config().fusion().options()).depth())
                .isEqualTo(1);
    }

    @Test
    void studyMayExtendAStudyWithAnotherFusion() throws IOException {
        Files.writeString(folder.resolve("other.yaml"), """
                base: {extends: base.yaml, fusion: {depth: 2}}
                seeds: [1]
                variants: {first: {}}
                """);
        StudyPlan plan = load("""
                extends: other.yaml
                base: {fusion: {type: jca}, data: {modalities: [visual, audio]}}
                variants: {second: {training: {batch: 3}}}
                """);

        assertThat(variants(plan)).containsExactly("first", "second");
        ExperimentConfig first = plan.trials().get(0).config();
        assertThat(first.fusion().name()).isEqualTo("jca"); // without rjcma's depth
        assertThat(first.training().modalityDropout()).isEmpty(); // that of text went with text
    }
}
