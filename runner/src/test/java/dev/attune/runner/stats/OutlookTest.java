package dev.attune.runner.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

final class OutlookTest {
    private static final int CLIPS = 40;

    private static VarianceComponents components(double ofSeeds, double ofClips, double rest) {
        return new VarianceComponents(5, CLIPS, CLIPS - 1, CLIPS * ofSeeds + rest, 5 * ofClips + rest, rest);
    }

    @Test
    void ofSeedsAloneIsTheTextbooksSampleSize() {
        // Pairs needed for a power of 0.8 at a two-sided 0.05: 34 for an effect of 0.5, 15 for 0.8 (Cohen 1988).
        assertThat(Outlook.of(0.5, components(1, 0, 0), 0.05).seeds()).isEqualTo(OptionalInt.of(34));
        assertThat(Outlook.of(-0.8, components(1, 0, 0), 0.05).seeds()).isEqualTo(OptionalInt.of(15));
        assertThat(Outlook.of(0.5, components(1, 0, 0), 0.01).seeds().orElseThrow())
                .isGreaterThan(45);
    }

    @Test
    void moreSeedsDoNotHelpWhereClipsAreTheBottleneck() {
        Outlook outlook = Outlook.of(0.1, components(0.00001, 1, 0.001), 0.05);
        assertThat(outlook.seeds()).isEmpty();
        // 100 times the variance of one clip by the square of 2.8: about 785.
        assertThat(outlook.groups().orElseThrow()).isBetween(750, 830);
    }

    @Test
    void saysNothingOfWhatCannotBeKnown() {
        assertThat(Outlook.of(0, components(1, 1, 1), 0.05)).isEqualTo(Outlook.NONE);
        VarianceComponents ofOneSeed = new VarianceComponents(1, CLIPS, CLIPS - 1, 0, 1, 0);
        assertThat(Outlook.of(0.1, ofOneSeed, 0.05)).isEqualTo(Outlook.NONE);
    }
}
