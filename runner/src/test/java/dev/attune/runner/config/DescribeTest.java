package dev.attune.runner.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attune.api.ConfigException;
import dev.attune.runner.plugin.ComponentKind;
import org.junit.jupiter.api.Test;

final class DescribeTest {
    private final Describe describe = new Describe(TestComponents.REGISTRY);

    @Test
    void listsComponentsOfAKind() {
        assertThat(describe.list(ComponentKind.FUSION)).isEqualTo("""
                        fusions
                          concat        at least 1 modality   Fusion concat of the tests.
                          fixed-window  at least 1 modality   Works on windows of one length.
                          gate          as its options say    Needs an option.
                          jca           at least 1 modality   Fusion jca of the tests.
                          pair          exactly 2 modalities  Works with two modalities.
                          rjcma         at least 1 modality   Fusion rjcma of the tests.
                        """);
        assertThat(describe.list())
                .startsWith("fusions\n  concat")
                .contains("\n\ntemporals\n  none  Temporal model none of the tests.\n")
                .doesNotContain("encoders");
    }

    @Test
    void describesEveryOption() {
        assertThat(describe.component("fusion", "rjcma")).isEqualTo("""
                        fusion rjcma
                          Fusion rjcma of the tests.

                        Modalities: at least 1 modality
                        Windows:    any window length

                        A. Author, A Title, 2024.
                        arXiv:0000.00000

                        @misc{author2024}

                        Options
                          depth          whole number (between 0 and 16), default 3
                                         How often attention is applied.
                          variant        choice (paper, reference-code), default paper
                                         Which publication.
                          share-weights  true or false, default false
                                         Whether steps share parameters.
                          label          text, default plain
                                         A text.
                          weights        map to number (of at least 0), default {}
                                         Weights by name.
                        """);
        assertThat(describe.component("datasets", "packed"))
                .contains("train.file         path, required\n")
                .contains("train.weight       number (of at least 0), default 1.0\n");
        assertThat(describe.component("loss", "ccc")).endsWith("It has no options.\n");
    }

    @Test
    void explainsWhatIsExplained() {
        assertThat(describe.component("fusion", "pair")).isEqualTo("""
                        fusion pair
                          Works with two modalities.

                        Formula
                          y = x_0 + x_1
                          z = y | y

                        Shapes
                          2 x (B, L, D) -> (B, L, D)

                        Use
                          Use it in tests.

                        Avoid
                          Elsewhere, where * and < stand.

                        Modalities: exactly 2 modalities
                        Windows:    tied to the window length

                        It has no options.
                        """);
        assertThat(describe.component("fusion", "gate"))
                .contains("Modalities: as its options say\nWindows:    as its options say\n");
    }

    @Test
    void unknownNamesAreExplained() {
        assertThatThrownBy(() -> describe.component("fussion", "rjcma"))
                .isInstanceOf(ConfigException.class)
                .hasMessage(
                        "found the kind fussion, wanted one of fusions, temporals, encoders, datasets, losses, metrics, media, transcribers, corpora; "
                                + "did you mean fusions?");
        assertThatThrownBy(() -> describe.component("fusion", "rcjma"))
                .isInstanceOf(ConfigException.class)
                .hasMessage(
                        "found the fusion rcjma, wanted one of concat, fixed-window, gate, jca, pair, rjcma; did you mean rjcma?");
    }

    @Test
    void referenceHasEveryKey() {
        String reference = ConfigReference.markdown(TestComponents.REGISTRY);

        assertThat(reference)
                .contains("| `data.window.length` | whole number | between 1 and 1000000 | `300` | Frames per window;")
                .contains("| `training.optimizer.type` | choice | adam, adamw, sgd | `adam` | The rule;")
                .contains("| `temporal` | temporal model, or map from modality |  | `tcn` |")
                .contains("but at least 8. A width, which match changes. |")
                .contains("| `name` | text |  | none |")
                .contains("| `compare.baseline` | text |  | none |")
                .contains(
                        "## fusion `rjcma`\n\nFusion rjcma of the tests.\n\nA. Author, A Title, 2024. arXiv:0000.00000\n\n| key |")
                .contains("| `fold` | whole number | between 0 and 9 | none | Which fold is for validation. |")
                .contains("## loss `mse`\n\nLoss mse of the tests.\n\nNo options.\n");
    }

    @Test
    void referenceOfModelsHasEverythingThatIsKnownOfThem() {
        String reference = FusionReference.markdown(TestComponents.REGISTRY);

        assertThat(reference)
                .contains(
                        "| [`pair`](#fusion-pair) | exactly 2 modalities | tied to the window length | Works with two")
                .contains("| [`tcn`](#temporal-model-tcn) | Temporal model tcn of the tests. |")
                .contains("""

                        ## Fusion `pair`

                        Works with two modalities.

                        ```text
                        y = x_0 + x_1
                        z = y | y
                        ```

                        Shapes:

                        ```text
                        2 x (B, L, D) -> (B, L, D)
                        ```

                        Use: Use it in tests.

                        Avoid: Elsewhere, where \\* and &lt; stand.

                        Modalities: exactly 2 modalities. Windows: tied to the window length.

                        No options.
                        """)
                .contains("""
                        Paper: A. Author, A Title, 2024. arXiv:0000.00000

                        ```bibtex
                        @misc{author2024}
                        ```

                        | key | type | range | default | meaning |
                        |---|---|---|---|---|
                        | `depth` | whole number | between 0 and 16 | `3` |""")
                .contains("## Temporal model `none`\n\nTemporal model none of the tests.\n\nNo options.\n")
                .doesNotContain("Loss");
    }

    @Test
    void everyKeyOfTheProgramIsExplained() {
        assertThat(OptionDoc.of(ConfigLoader.experimentSchema()))
                .hasSizeGreaterThan(30)
                .allSatisfy(option -> assertThat(option.text()).as(option.key()).matches("[A-Za-z].*\\."));
        assertThat(OptionDoc.of(ConfigLoader.studySchema()))
                .hasSizeGreaterThan(10)
                .allSatisfy(option -> assertThat(option.text()).as(option.key()).matches("[A-Za-z].*\\."));
    }
}
