package dev.attune.runner.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.runner.config.ConfigLoader;
import dev.attune.runner.config.StudyPlan;
import dev.attune.runner.plugin.PluginHost;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is counted before training is what a trial reports that it has learnt. */
final class BuiltModelsTest {
    private static final String SMALL = """
            data: {type: synthetic, modalities: [visual, audio], train: 2, validation: 2, test: 2, frames: [12, 16],
                   dims: {visual: 8, audio: 6}, window: {length: 8, stride: 8}}
            training: {epochs: 1, batch: 4, threads: 1}
            """;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fusion: {type: rjcma, depth: 2}\ntemporal: {type: tcn, channels: [6, 4], kernel: 3}",
                "fusion: concat\ntemporal: {visual: {type: bilstm, hidden: 3}, default: none}\nhead: {hidden: 9}",
                "fusion: {type: unimodal, modality: audio}\ntemporal: {type: tcn, channels: [6, 4], kernel: 3}",
                "fusion: late\ntemporal: {type: tcn, channels: [6], kernel: 3}",
                "fusion: {type: gmu, width: 7}\ntemporal: none",
                "fusion: {type: mult, width: 4, heads: 2, levels: 1, memory-levels: 1}\ntemporal: none",
                "fusion: {type: dca, of: {type: jca, steps: 2}}\ntemporal: none",
                "fusion: constant\ntemporal: {type: tcn, channels: [6], kernel: 3}"
            })
    void countsWhatATrialLearns(String model, @TempDir Path folder) {
        StudyPlan.Trial trial = TrialFixture.trial(SMALL + model + "\n");

        long counted = new BuiltModels().parameters(trial.config());
        assertThat(TrialFixture.finish(trial, new TrialFolder(folder)).parameters())
                .isEqualTo(counted);
    }

    @Test
    void modelsOfEveryKindGetTheSameNumberOfParameters() {
        StudyPlan plan = new ConfigLoader(PluginHost.ofProcess())
                .counting(new BuiltModels())
                .studyFromYaml("""
                        base:
                          data: {type: synthetic, modalities: [visual, audio, text], train: 2, validation: 2, test: 2, frames: [30, 40],
                                 window: {length: 20, stride: 20}}
                          temporal: {type: tcn, channels: [16, 16], kernel: 3}
                          fusion: {type: rjcma, depth: 2}
                          head: {hidden: 24}
                        seeds: [1]
                        match: {parameters: 60000}
                        variants:
                          RJCMA: {}
                          concat: {fusion: concat}
                          GMU: {fusion: gmu}
                          TFN: {fusion: tfn}
                          LMF: {fusion: lmf}
                          MulT: {fusion: {type: mult, heads: 1, levels: 1, memory-levels: 1}}
                          gated: {fusion: {type: dca, of: jca}}
                          GRU: {temporal: bigru}
                          late: {fusion: late}
                          linear: {fusion: linear, temporal: none}
                          constant: {fusion: constant}
                        grid: {fusion.depth: [0, 3]}
                        subsets: [[visual], [audio, text]]
                        """, Path.of("study.yaml"));

        Map<String, Long> counts = new LinkedHashMap<>();
        plan.trials()
                .forEach(trial -> trial.rows()
                        .forEach(row -> counts.put(
                                row.variant(), row.match().orElseThrow().parameters())));
        assertThat(counts).hasSize(15).containsEntry("constant", 0L).containsEntry("linear", 0L);
        counts.keySet().removeAll(List.of("constant", "linear"));
        assertThat(counts.values()).allSatisfy(count -> assertThat(count).isBetween(57_000L, 63_000L));
        plan.trials()
                .forEach(trial -> assertThat(new BuiltModels().parameters(trial.config()))
                        .isEqualTo(trial.rows().get(0).match().orElseThrow().parameters()));
    }
}
