package dev.attune.runner.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attune.api.ConfigException;
import dev.attune.api.config.NoOptions;
import dev.attune.api.fusion.FusionContext;
import dev.attune.api.fusion.FusionFactory;
import dev.attune.api.fusion.FusionModel;
import dev.attune.api.fusion.ModalityCount;
import dev.attune.runner.config.ExperimentConfig;
import dev.attune.runner.config.Selection;
import org.junit.jupiter.api.Test;

/** What only the corpus can say about a configuration is said before anything is trained. */
final class OpenedCorpusTest {
    private static final String SMALL = "data: {type: synthetic, train: 3, validation: 2, test: 2, frames: [8, 12]}\n";

    @Test
    void theNumberOfModalitiesThatTheCorpusDecidesIsChecked() {
        assertThatThrownBy(() -> OpenedCorpus.open(withPairs(SMALL)))
                .isInstanceOf(ConfigException.class)
                .hasMessage(
                        "The configuration does not fit the corpus:\n  fusion pairs needs exactly 2 modalities, found 3:"
                                + " visual, audio, text; list as many of them in data.modalities, or choose another fusion");
        try (OpenedCorpus corpus = OpenedCorpus.open(withPairs(SMALL.replace("}", ", modalities: [text, visual]}")))) {
            assertThat(corpus.read()).containsOnlyKeys("text", "visual");
        }
    }

    private static ExperimentConfig withPairs(String yaml) {
        ExperimentConfig config = TrialFixture.trial(yaml).config();
        return new ExperimentConfig(
                config.name(),
                config.data(),
                config.temporal(),
                new Selection<>(new Pairs(), new NoOptions()),
                config.head(),
                config.targets(),
                config.loss(),
                config.metrics(),
                config.training(),
                config.seed());
    }

    /** A fusion of two modalities. */
    private static final class Pairs implements FusionFactory<NoOptions> {
        @Override
        public String name() {
            return "pairs";
        }

        @Override
        public Class<NoOptions> configType() {
            return NoOptions.class;
        }

        @Override
        public String summary() {
            return "Fuses two modalities.";
        }

        @Override
        public ModalityCount modalities(NoOptions config) {
            return ModalityCount.exactly(2);
        }

        @Override
        public FusionModel create(NoOptions config, FusionContext context) {
            throw new UnsupportedOperationException("checked only");
        }
    }
}
