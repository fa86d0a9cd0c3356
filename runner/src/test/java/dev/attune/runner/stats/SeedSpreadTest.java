package dev.attune.runner.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.attune.runner.stats.SeedSpread.Value;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SeedSpreadTest {
    @Test
    void repetitionsAreNoSeeds() {
        List<Value> values = List.of(new Value(1, 0.1), new Value(2, 0.4), new Value(1, 0.3), new Value(2, 0.8));
        SeedSpread found = SeedSpread.of(values, 2);
        assertThat(found.seeds()).isEqualTo(2);
        assertThat(found.mean()).isCloseTo(0.4, within(1e-12));
        // Of 0.2 and 0.6; over the four trials it would be 0.294.
        assertThat(found.deviation()).isCloseTo(0.4 / Math.sqrt(2), within(1e-12));
    }

    @Test
    void aSeedThatLacksARepetitionIsLeftOut() {
        List<Value> values = List.of(new Value(1, 0.1), new Value(2, 0.4), new Value(2, 0.8));
        assertThat(SeedSpread.of(values, 2)).isEqualTo(new SeedSpread(1, (0.4 + 0.8) / 2, Double.NaN));
        assertThat(SeedSpread.of(values, 3).isEmpty()).isTrue();
    }
}
