package dev.attune.runner.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attune.api.ConfigException;
import dev.attune.api.config.NoOptions;
import dev.attune.api.data.Clip;
import dev.attune.api.data.Split;
import dev.attune.api.fusion.FusionContext;
import dev.attune.api.fusion.FusionFactory;
import dev.attune.api.fusion.FusionModel;
import dev.attune.api.fusion.ModalityCount;
import dev.attune.runner.config.ExperimentConfig;
import dev.attune.runner.config.Selection;
import dev.attune.runner.config.StudyPlan;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

    @Test
    void componentsAreCheckedAgainWithWhatTheCorpusDecides() {
        StudyPlan.Trial plain = TrialFixture.trial(SMALL);
        StudyPlan.Trial large = TrialFixture.trial(SMALL + "fusion: {type: tfn, width: 500}\n");
        StudyPlan alone = StudyPlan.single(plain.config());
        StudyPlan study = new StudyPlan("both", List.of(plain, large), alone.lines(), alone.compare());
        String message = "The configuration does not fit the corpus:\n  fusion.width: width 500 and 3 modalities make";

        assertThatThrownBy(() -> OpenedCorpus.open(large.config()))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith(message)
                .hasMessageEndingWith("(at odds with data.modalities)");
        assertThatThrownBy(() -> DataCheck.open(study)).hasMessageStartingWith(message);
        assertThat(DataCheck.read(study).findings()).singleElement().satisfies(finding -> {
            assertThat(finding.stops()).isTrue();
            assertThat(finding.text()).startsWith(message);
        });
        assertThat(DataCheck.read(alone).findings()).isEmpty();
    }

    @Test
    void aFusionWithinIsNamedIfItIsTheOneThatDoesNotFit() {
        StudyPlan.Trial trial = TrialFixture.trial(SMALL + "fusion: {type: dca, of: cross-attention}\n");
        assertThatThrownBy(() -> OpenedCorpus.open(trial.config()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(
                        "fusion dca needs exactly 2 modalities, because cross-attention in it does, found 3:"
                                + " visual, audio, text;");
    }

    @Test
    void aSingleSealedTestClipDoesNotStopShuffling() {
        String single = SMALL.replace("test: 2", "test: 1").replace("}", ", shuffled: [text]}");
        try (OpenedCorpus corpus = OpenedCorpus.open(TrialFixture.trial(single).config())) {
            assertThat(corpus.summarise().counts(Split.TEST).clips()).isEqualTo(1);
            assertThatThrownBy(() -> corpus.dataset().clips(Split.TEST)).hasMessageContaining("has one clip");
        }
    }

    @Test
    void shuffledModalitiesMustBeThoseOfTheCorpus() {
        String shuffled = SMALL.replace("}", ", shuffled: [txet]}");
        assertThatThrownBy(() -> OpenedCorpus.open(TrialFixture.trial(shuffled).config()))
                .isInstanceOf(ConfigException.class)
                .hasMessage(
                        "The configuration does not fit the corpus:\n  data.shuffled: found txet, but the corpus has no"
                                + " such modality, it has visual, audio, text");
    }

    @Test
    void theCorpusOfAShuffledTrialIsAnother() {
        StudyPlan.Trial plain = TrialFixture.trial(SMALL);
        StudyPlan.Trial shuffled = TrialFixture.trial(SMALL.replace("}", ", shuffled: [text]}"));
        assertThat(shuffled.id()).isNotEqualTo(plain.id());
        assertThat(DataCheck.fingerprint(shuffled.config())).isNotEqualTo(DataCheck.fingerprint(plain.config()));

        try (OpenedCorpus left = OpenedCorpus.open(plain.config());
                OpenedCorpus right = OpenedCorpus.open(shuffled.config())) {
            for (Split split : Split.values()) {
                List<Clip> own = left.dataset().clips(split);
                List<Clip> other = right.dataset().clips(split);
                for (int i = 0; i < own.size(); i++) {
                    assertThat(other.get(i).id()).isEqualTo(own.get(i).id());
                    assertThat(features(other.get(i), "text")).isNotEqualTo(features(own.get(i), "text"));
                    assertThat(features(other.get(i), "audio")).isEqualTo(features(own.get(i), "audio"));
                }
            }
        }
    }

    private static float[] features(Clip clip, String modality) {
        float[] values = new float[clip.length() * 12];
        clip.readFeatures(modality, 0, clip.length(), FloatBuffer.wrap(values));
        return values;
    }

    /** The label hangs on the one modality that there is: a trial learns it, and with that of another clip it cannot. */
    @Test
    void withoutItsModalityATrialFallsToChance(@TempDir Path folder) {
        String experiment = """
                data: {type: synthetic, dims: {visual: 8}, additive: 1, redundant: 0, synergistic: 0, missing: 0, noise: 0.2,
                       train: 16, validation: 16, test: 2, window: {length: 40, stride: 40}, frames: [60, 100]}
                temporal: none
                fusion: concat
                training: {epochs: 12, batch: 8, optimizer: {lr: 1.0e-2}, threads: 1}
                """;
        double learnt = ccc(experiment, folder.resolve("plain"));
        double shuffled = ccc(experiment.replace("dims:", "shuffled: [visual], dims:"), folder.resolve("shuffled"));

        assertThat(learnt).isGreaterThan(0.7);
        assertThat(shuffled).isBetween(-0.2, 0.2);
    }

    private static double ccc(String experiment, Path folder) {
        TrialResult result = TrialFixture.finish(TrialFixture.trial(experiment), new TrialFolder(folder));
        return result.of(Split.VALIDATION).stream()
                .filter(figure -> figure.key().equals("ccc.mean"))
                .findFirst()
                .orElseThrow()
                .value();
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
