package dev.attune.runner.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.attune.runner.config.CompareConfig;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.apache.commons.statistics.inference.TTest;
import org.junit.jupiter.api.Test;

final class IntervalEstimatorTest {
    /** Of one seed, so that clips alone vary: what remains is a one-sample test. */
    private static VarianceComponents clips(double[] values) {
        double mean = Numbers.mean(values);
        return VarianceComponents.of(
                new double[] {mean},
                new double[][] {Arrays.stream(values).map(value -> value - mean).toArray()},
                1);
    }

    private static IntervalEstimator.Estimate estimate(
            CompareConfig.Interval method, double confidence, double[] values, double[] resampled) {
        return new IntervalEstimator(method, confidence)
                .estimate(Numbers.mean(values), resampled, clips(values))
                .orElseThrow();
    }

    private static double[] resample(SplittableRandom random, double[] values, int resamples) {
        double[] means = new double[resamples];
        Arrays.setAll(
                means,
                i -> random.ints(values.length, 0, values.length)
                        .mapToDouble(drawn -> values[drawn])
                        .average()
                        .orElseThrow());
        return means;
    }

    @Test
    void ofClipsAloneIsStudentsT() {
        double[] values = {0.3, -0.1, 0.4, 0.8, 0.2, 0.5};
        IntervalEstimator.Estimate found =
                estimate(CompareConfig.Interval.VARIANCE_COMPONENTS, 0.9, values, new double[100]);
        TTest.Result wanted = TTest.withDefaults().test(values);
        assertThat(found.p()).isCloseTo(wanted.getPValue(), within(1e-9));
        double half = 2.015048 * Numbers.deviation(values) / Math.sqrt(6); // t of 5 degrees of freedom at 0.95
        assertThat(found.interval().low()).isCloseTo(0.35 - half, within(1e-6));
        assertThat(found.interval().high()).isCloseTo(0.35 + half, within(1e-6));
    }

    @Test
    void theDefaultHasTheWidthOfStudentsTAndTheShapeOfTheBootstrap() {
        SplittableRandom random = new SplittableRandom(3);
        double[] values = random.doubles(12)
                .map(u -> Math.exp(1.2 * random.nextGaussian()))
                .toArray();
        double[] resampled = resample(random, values, 20_000);
        Interval shaped = estimate(CompareConfig.Interval.BOOTSTRAP, 0.95, values, resampled)
                .interval();
        Interval plain = estimate(CompareConfig.Interval.PERCENTILE, 0.95, values, resampled)
                .interval();
        Interval symmetric = estimate(CompareConfig.Interval.VARIANCE_COMPONENTS, 0.95, values, resampled)
                .interval();
        double mean = Numbers.mean(values);
        assertThat(shaped.high() - mean).isGreaterThan(mean - shaped.low());
        assertThat(shaped.high() - shaped.low())
                .isCloseTo(symmetric.high() - symmetric.low(), within(0.1 * (symmetric.high() - symmetric.low())))
                .isGreaterThan(plain.high() - plain.low());
    }

    @Test
    void anIntervalAndItsPValueNeverContradictEachOther() {
        SplittableRandom random = new SplittableRandom(9);
        int excluded = 0;
        for (int i = 0; i < 100; i++) {
            double shift = random.nextDouble();
            double[] values = random.doubles(3 + random.nextInt(8), -1, 1)
                    .map(value -> value + shift)
                    .toArray();
            double[] resampled = resample(random, values, 200);
            for (CompareConfig.Interval method : CompareConfig.Interval.values()) {
                for (double confidence : new double[] {0.5, 0.9, 0.95}) {
                    IntervalEstimator.Estimate found = estimate(method, confidence, values, resampled);
                    assertThat(found.interval().excludesZero()).isEqualTo(found.p() < 1 - confidence);
                    excluded += found.interval().excludesZero() ? 1 : 0;
                }
                // A p-value is no other number for another level.
                assertThat(estimate(method, 0.5, values, resampled).p())
                        .isCloseTo(estimate(method, 0.95, values, resampled).p(), within(1e-3));
            }
        }
        assertThat(excluded).isBetween(150, 750);
    }

    @Test
    void nothingIsSaidWithoutValues() {
        double[] values = {1, 2, 3};
        double[] sparse = new double[100];
        Arrays.fill(sparse, 0, 60, Double.NaN);
        IntervalEstimator estimator = new IntervalEstimator(CompareConfig.Interval.BOOTSTRAP, 0.95);
        assertThat(estimator.estimate(2, sparse, clips(values))).isEmpty();
        assertThat(estimator.estimate(Double.NaN, new double[100], clips(values)))
                .isEmpty();
    }

    @Test
    void whatIsTheSameDiffersByExactlyNothing() {
        IntervalEstimator.Estimate found =
                estimate(CompareConfig.Interval.BOOTSTRAP, 0.95, new double[5], new double[100]);
        assertThat(found).isEqualTo(new IntervalEstimator.Estimate(new Interval(0, 0, 0.95), 1));
    }
}
