package dev.attune.runner.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class VarianceComponentsTest {
    /** Rows are seeds, columns clips; a mean over clips, whose pseudo-values are the numbers themselves. */
    private static VarianceComponents of(double[][] table) {
        double[] values = Arrays.stream(table).mapToDouble(Numbers::mean).toArray();
        double[][] influences = new double[table.length][];
        Arrays.setAll(
                influences,
                seed -> Arrays.stream(table[seed])
                        .map(value -> value - values[seed])
                        .toArray());
        return VarianceComponents.of(values, influences, 1);
    }

    @Test
    void areThoseOfATwoWayAnalysisWorkedByHand() {
        // Row means 2, 4, 6; column means 3, 4, 5; grand mean 4; residuals of 1 and -1 in the first and last column of
        // two rows.
        VarianceComponents found = of(new double[][] {{2, 2, 2}, {2, 4, 6}, {5, 6, 7}});
        assertThat(found.seedSquare()).isCloseTo(12, within(1e-12)); // 3 (4 + 0 + 4) / 2
        assertThat(found.groupSquare()).isCloseTo(3, within(1e-12)); // 3 (1 + 0 + 1) / 2
        assertThat(found.restSquare()).isCloseTo(1, within(1e-12)); // 4 / 4
        assertThat(found.ofSeeds()).isCloseTo(11.0 / 3, within(1e-12));
        assertThat(found.ofGroups()).isCloseTo(2.0 / 3, within(1e-12));
        assertThat(found.variance()).isCloseTo((12 + 3 - 1) / 9.0, within(1e-12));
        assertThat(found.freedom()).isCloseTo(14 * 14 / (144 / 2.0 + 9 / 2.0 + 1 / 4.0), within(1e-12));
        // With the numbers that were used, what would be is what is.
        assertThat(found.variance(3, 3)).isCloseTo(found.variance(), within(1e-12));
        assertThat(found.freedom(3, 3)).isCloseTo(found.freedom(), within(1e-12));
    }

    @Test
    void ofOneSeedAreThoseOfClipsAlone() {
        VarianceComponents found = of(new double[][] {{1, 2, 3, 6}});
        assertThat(found.variance()).isCloseTo(14 / 3.0 / 4, within(1e-12));
        assertThat(found.freedom()).isCloseTo(3, within(1e-12));
    }

    @Test
    void areFoundAgainOnAverage() {
        SplittableRandom random = new SplittableRandom(5);
        double seedsSum = 0;
        double groupsSum = 0;
        double variance = 0;
        int tables = 2_000;
        for (int i = 0; i < tables; i++) {
            double[][] table = new double[6][8];
            double[] ofClips = random.doubles(8).map(u -> random.nextGaussian()).toArray();
            for (double[] row : table) {
                double ofSeed = 2 * random.nextGaussian();
                Arrays.setAll(row, clip -> ofSeed + 3 * ofClips[clip] + random.nextGaussian());
            }
            VarianceComponents found = of(table);
            seedsSum += found.ofSeeds() / tables;
            groupsSum += found.ofGroups() / tables;
            variance += found.variance() / tables;
        }
        assertThat(seedsSum).isCloseTo(4, within(0.2));
        assertThat(groupsSum).isCloseTo(9, within(0.4));
        assertThat(variance).isCloseTo(4 / 6.0 + 9 / 8.0 + 1 / 48.0, within(0.08));
    }
}
