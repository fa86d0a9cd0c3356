package dev.attune.runner.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class NearestNamesTest {
    @Test
    void slipsAreNear() {
        List<String> known = List.of("early-stopping", "epochs", "batch", "gradient-clip", "modality-dropout");

        assertThat(NearestNames.of("earlyStopping", known)).containsExactly("early-stopping");
        assertThat(NearestNames.of("EPOCH", known)).containsExactly("epochs");
        assertThat(NearestNames.of("btach", known)).containsExactly("batch");
        assertThat(NearestNames.of("gradient", known)).containsExactly("gradient-clip");
        assertThat(NearestNames.of("modality_dropuot", known)).containsExactly("modality-dropout");
        assertThat(NearestNames.of("seed", known)).isEmpty();
    }

    @Test
    void atMostThreeAreGivenTheNearestFirst() {
        assertThat(NearestNames.of("depth", List.of("depths", "depht", "deeth", "width", "dept", "debth")))
                .hasSize(3)
                .doesNotContain("width");
        assertThat(NearestNames.of("rjcma", List.of("jca", "rjca"))).containsExactly("rjca");
        assertThat(NearestNames.of("C", List.of("A", "B"))).isEmpty();
    }
}
