package dev.attune.runner.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.api.ConfigException;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever a user's slip makes of a file, it is read or refused with a numbered problem; nothing else is thrown. */
final class MutatedConfigTest {
    private static final String EXPERIMENT = """
            name: first
            data: {type: packed, train: a, validation: {file: b, weight: 1.5}, modalities: [visual, audio], window: {length: 9, stride: 3}}
            temporal:
              visual: {type: tcn, channels: [4, 5], kernel: 3}
              default: none
            fusion: {type: rjcma, depth: 2, weights: {a: 1.0}, label: "${env:CORPUS}"}
            targets: [valence, arousal]
            metrics: [ccc, {type: rmse, scale: 2}]
            training:
              optimizer: {lr: 1.0e-3}
              early-stopping: {on: ccc.mean}
              modality-dropout: {audio: 0.5}
            seed: 3
            """;
    private static final String STUDY = """
            base: {data: {type: features, root: x, modalities: [visual, audio]}, fusion: rjcma}
            seeds: [1, 2]
            variants: {A: {}, B: {fusion: {type: jca, width: 4}}}
            grid: {fusion.depth: [1, 2]}
            subsets: all
            cross: {data.fold: [0, 1]}
            compare: {baseline: A}
            """;

    /**
     * A slip.
     *
     * @param at where, as a part of the length
     * @param removed how many characters go
     * @param added what comes
     */
    record Slip(double at, int removed, String added) {
        String applyTo(String text) {
            int from = (int) (at * text.length());
            return text.substring(0, from) + added + text.substring(Math.min(text.length(), from + removed));
        }
    }

    @Provide
    Arbitrary<List<Slip>> slips() {
        Arbitrary<String> added = Arbitraries.oneOf(
                Arbitraries.of(
                        "",
                        "\n",
                        "\t",
                        "  ",
                        ": ",
                        "- ",
                        "{",
                        "}",
                        "[",
                        "]",
                        "\"",
                        "'",
                        "&a ",
                        "*a",
                        "!!str ",
                        "---\n",
                        "null",
                        "~",
                        "no",
                        "-1",
                        "1e999",
                        "default",
                        "type: ",
                        "extends: x\n",
                        "${env:X}",
                        "${",
                        "${env:EPOCHS}",
                        "# ",
                        "? ",
                        "|\n",
                        ", ",
                        "\u0000",
                        "\uFEFF",
                        "é",
                        "\uD83D",
                        "99999999999999999999"),
                Arbitraries.strings().ofMaxLength(3));
        Arbitrary<Slip> slip = Combinators.combine(
                        Arbitraries.doubles().between(0, 1),
                        Arbitraries.integers().between(0, 12),
                        added)
                .as(Slip::new);
        return slip.list().ofMinSize(1).ofMaxSize(3);
    }

    @Property(tries = 600)
    void anExperimentIsReadOrRefused(@ForAll("slips") List<Slip> slips) {
        try {
            ExperimentConfig config =
                    TestComponents.loader().experimentFromYaml(mutate(EXPERIMENT, slips), Path.of("e.yaml"));
            String yaml = EffectiveConfig.yaml(config);
            assertThat(TestComponents.loader().experimentFromYaml(yaml, Path.of("other/e.yaml")))
                    .isEqualTo(config);
        } catch (ConfigException e) {
            assertThat(e).hasMessageMatching("(?s)e\\.yaml has \\d+ problems?:\n  1\\. e\\.yaml.*");
        }
    }

    @Property(tries = 200)
    void aStudyIsReadOrRefused(@ForAll("slips") List<Slip> slips) {
        try {
            StudyPlan plan = TestComponents.loader().studyFromYaml(mutate(STUDY, slips), Path.of("s.yaml"));
            assertThat(plan.trials()).isNotEmpty();
        } catch (ConfigException e) {
            assertThat(e).hasMessageMatching("(?s)s\\.yaml has \\d+ problems?:\n  1\\. .*");
        }
    }

    private static String mutate(String text, List<Slip> slips) {
        String result = text;
        for (Slip slip : slips) {
            result = slip.applyTo(result);
        }
        return result;
    }
}
