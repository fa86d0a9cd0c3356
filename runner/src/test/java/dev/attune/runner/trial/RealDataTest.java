package dev.attune.runner.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.attune.api.data.Clip;
import dev.attune.api.data.Dataset;
import dev.attune.api.data.Split;
import dev.attune.api.metric.MetricState;
import dev.attune.runner.config.ConfigLoader;
import dev.attune.runner.config.ExperimentConfig;
import dev.attune.runner.plugin.PluginHost;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Figures that others published of real data; skipped where the data, which are licensed, are absent. */
final class RealDataTest {
    private static final Path DATA = Path.of(System.getProperty("attune.data", "absent"));

    /**
     * The first visual columns of SEWA-CES are the predictions of one system. Its CCC over the concatenation of the twenty sessions is
     * known; the mean over sessions would be another number.
     */
    @Test
    void cccOfARawSystemIsThePublishedOne() {
        Path file = DATA.resolve("sewa-ces/visible.npz");
        assumeThat(Files.exists(file))
                .as("licensed data %s; set -Dattune.data", file)
                .isTrue();
        ExperimentConfig config =
                new ConfigLoader(PluginHost.ofProcess()).experimentFromYaml("""
                        data: {type: packed, train: %s, validation: {from: train, by: column, column: cv_fold, fold: 0},
                               modalities: [visual]}
                        targets: [arousal, valence]
                        metrics: [ccc]
                        """.formatted(file), Path.of("sewa.yaml"));
        try (OpenedCorpus corpus = OpenedCorpus.open(config)) {
            assertThat(ccc(config, corpus.dataset(), 0)).as("arousal").isCloseTo(0.536, within(5e-4));
            assertThat(ccc(config, corpus.dataset(), 1)).as("valence").isCloseTo(0.590, within(5e-4));
        }
    }

    private static double ccc(ExperimentConfig config, Dataset dataset, int column) {
        MetricState state = Components.metric(config.metrics().get(0)).newState();
        for (Split split : List.of(Split.TRAIN, Split.VALIDATION)) {
            for (Clip clip : dataset.clips(split)) {
                int width = dataset.info().modalities().getOrDefault("visual", 0);
                float[] features = new float[clip.length() * width];
                float[] labels = new float[clip.length() * 2];
                clip.readFeatures("visual", 0, clip.length(), FloatBuffer.wrap(features));
                clip.readLabels(0, clip.length(), FloatBuffer.wrap(labels));
                for (int frame = 0; frame < clip.length(); frame++) {
                    float label = labels[2 * frame + column];
                    if (!Float.isNaN(label)) {
                        state.add(features[frame * width + column], label);
                    }
                }
            }
        }
        return state.value().orElseThrow();
    }
}
