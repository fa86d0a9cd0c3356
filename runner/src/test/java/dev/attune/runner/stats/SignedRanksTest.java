package dev.attune.runner.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.apache.commons.statistics.inference.WilcoxonSignedRankTest;
import org.junit.jupiter.api.Test;

final class SignedRanksTest {
    @Test
    void agreesWithAnotherImplementationWithoutTies() {
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 200; i++) {
            double[] differences =
                    random.doubles(2 + random.nextInt(12), -1, 1.5).toArray();
            double wanted =
                    WilcoxonSignedRankTest.withDefaults().test(differences).getPValue();
            assertThat(SignedRanks.p(differences)).isCloseTo(wanted, within(1e-12));
        }
    }

    @Test
    void countsAllSignsWithTies() {
        double[] differences = {0, 1, 1, -1, 2, 2, -3};
        double[] ranks = {2, 2, 2, 4.5, 4.5, 6}; // of those that are not 0
        double found = 2 + 6; // sum of the ranks of negative ones
        int asFar = 0;
        for (int signs = 0; signs < 64; signs++) {
            double sum = 0;
            for (int i = 0; i < ranks.length; i++) {
                sum += (signs >> i & 1) * ranks[i];
            }
            asFar += sum <= found || sum >= Arrays.stream(ranks).sum() - found ? 1 : 0;
        }
        assertThat(SignedRanks.p(differences)).isCloseTo(asFar / 64.0, within(1e-12));
        assertThat(SignedRanks.p(new double[] {0, 0})).isEqualTo(1);
    }

    @Test
    void fiveSeedsCannotReachTheUsualLevel() {
        assertThat(SignedRanks.p(new double[] {1, 2, 3, 4, 5}))
                .isEqualTo(0.0625)
                .isEqualTo(SignedRanks.least(5));
        assertThat(SignedRanks.least(6)).isLessThan(0.05);
    }
}
