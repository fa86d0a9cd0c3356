package dev.attune.runner.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.attune.runner.config.TrainingConfig.ScheduleConfig;
import dev.attune.runner.config.TrainingConfig.ScheduleConfig.Curve;
import dev.attune.runner.config.TrainingConfig.ScheduleConfig.Warmup;
import org.junit.jupiter.api.Test;

/** The schedules that are not the published one; for that see {@link GoldenLearningRateTest}. */
final class LearningRateTest {
    private static final double PEAK = 0.1;

    @Test
    void linearWarmUpEndsAtTheConfiguredRate() {
        LearningRate rates = rates(Curve.NONE, 2, 0);
        assertThat(rates.at(0, 0, 5)).isCloseTo(PEAK / 10, within(1e-12));
        assertThat(rates.at(1, 4, 5)).isCloseTo(PEAK, within(1e-12));
        assertThat(rates.at(2, 0, 5)).isEqualTo(PEAK);
    }

    @Test
    void plateauTakesATinyGainForNone() {
        LearningRate rates = rates(Curve.PLATEAU, 0, 0);
        rates.endEpoch(0, 0.5);
        rates.endEpoch(1, 0.50001);
        rates.endEpoch(2, 0.50002);
        assertThat(rates.at(3, 0, 1)).isCloseTo(PEAK / 10, within(1e-12));
        rates.endEpoch(3, 0.6);
        assertThat(rates.badEpochs()).isZero();
    }

    @Test
    void plateauStopsAtTheLeastRate() {
        LearningRate rates = rates(Curve.PLATEAU, 0, 0.004);
        for (int epoch = 0; epoch < 20; epoch++) {
            rates.endEpoch(epoch, 0.5);
        }
        assertThat(rates.at(20, 0, 1)).isEqualTo(0.004);
    }

    @Test
    void cosineFallsToTheLeastRate() {
        LearningRate rates = rates(Curve.COSINE, 0, 0.004);
        assertThat(rates.at(0, 0, 1)).isCloseTo(PEAK, within(1e-12));
        assertThat(rates.at(5, 0, 1)).isCloseTo((PEAK + 0.004) / 2, within(1e-12));
        assertThat(rates.at(10, 0, 1)).isCloseTo(0.004, within(1e-12));
    }

    private static LearningRate rates(Curve curve, int warmup, double least) {
        return new LearningRate(new ScheduleConfig(curve, 1, 0.1, least, warmup, Warmup.LINEAR), PEAK, 10, true);
    }
}
