package dev.attune.runner.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SearchKeysTest {
    private final SearchKeys keys = new SearchKeys(List.of("visual", "audio"));

    @ParameterizedTest
    @CsvSource({
        "fusion, fusion",
        "fusion.type, fusion",
        "fusion, fusion.type",
        "fusion, fusion.depth",
        "fusion.type, fusion.depth",
        "fusion.depth, fusion.depth",
        "temporal, temporal.visual.kernel",
        "temporal.visual, temporal",
        "temporal.default.type, temporal.type",
        "temporal.visual.type, temporal.visual",
        "training.optimizer, training.optimizer.lr",
        "training.modality-dropout.audio, training.modality-dropout",
    })
    void whatAVariantSetsIsNotTuned(String tuned, String other) {
        assertThat(keys.conflict(tuned, Set.of("loss", other))).contains(other);
    }

    @ParameterizedTest
    @CsvSource({
        "fusion.depth, fusion",
        "fusion.depth, fusion.type",
        "fusion.depth, fusion.dropout",
        "temporal.visual.kernel, temporal",
        "temporal.audio, temporal.visual",
        "training.optimizer.lr, training.optimizer.type",
        "head.hidden2, head.hidden",
    })
    void optionsOfWhatAVariantChoosesAreTuned(String tuned, String other) {
        assertThat(keys.conflict(tuned, Set.of(other))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "data",
                "data.window.length",
                "targets",
                "metrics[0]",
                "metrics.scale",
                "training",
                "training.early-stopping",
                "training.early-stopping.on",
                "training.device",
                "seed",
                "name"
            })
    void theTaskIsNotTuned(String key) {
        assertThat(SearchKeys.refusal(key)).isPresent();
    }

    @Test
    void settingsAreTuned() {
        assertThat(List.of("loss", "training.early-stopping.patience", "training.epochs", "temporal.visual.kernel"))
                .allMatch(key -> SearchKeys.refusal(key).isEmpty());
    }
}
