package dev.attune.objectives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.attune.api.config.NoOptions;
import dev.attune.api.metric.Metric;
import dev.attune.api.metric.MetricState;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Values that the documentation promises where formulas leave a choice. */
final class MetricEdgeTest {
    private static final Metric CCC = PlainMetricFactory.ccc().create(new NoOptions());
    private static final Metric PEARSON = PlainMetricFactory.pearson().create(new NoOptions());

    @Test
    void constantPredictionsScoreZeroAndEqualConstantsOne() {
        double[] labels = {0.1, 0.2, -0.4};
        double[] constant = {0.1, 0.1, 0.1};
        assertThat(value(CCC, constant, labels)).isZero();
        assertThat(value(PEARSON, constant, labels)).isZero();
        assertThat(value(CCC, constant, constant)).isEqualTo(1);
        assertThat(value(CCC, constant, new double[] {0.3, 0.3, 0.3})).isZero();
        assertThat(value(PEARSON, constant, constant)).isZero();
        assertThat(value(PlainMetricFactory.referenceCcc().create(new NoOptions()), constant, constant))
                .isZero();
    }

    @Test
    void perfectPredictionOfTenFramesScoresNineTenthsByTheReference() {
        double[] frames = new SplittableRandom(3).doubles(10).toArray();
        assertThat(value(CCC, frames, frames)).isCloseTo(1, within(1e-12));
        assertThat(value(PlainMetricFactory.referenceCcc().create(new NoOptions()), frames, frames))
                .isCloseTo(0.9, within(1e-12));
    }

    @Test
    void zeroAgreesOnlyWithZero() {
        Metric metric = PlainMetricFactory.signAgreement().create(new NoOptions());
        assertThat(value(metric, new double[] {0, 0, -0.0, 1, -1}, new double[] {0, 1, 0, 2, 1}))
                .isCloseTo(0.6, within(1e-12));
    }

    @Test
    void thresholdItselfIsPositive() {
        Metric metric = new AccuracyMetricFactory().create(new AccuracyConfig(0.5));
        assertThat(value(metric, new double[] {0.5, 0.5, 0.49, 0.49}, new double[] {1, 0, 1, 0}))
                .isEqualTo(0.5);
    }

    @Test
    void averagesOfF1AreThoseOfScikitLearn() {
        double[] labels = {1, 1, 1, 0, 0, 0, 0, 0};
        double[] predictions = {1, 1, 0, 1, 0, 0, 0, 0}; // positive: 2 hits, 1 alarm, 1 miss; negative: 4, 1, 1
        assertThat(f1(F1Config.Average.BINARY, predictions, labels)).isCloseTo(2.0 / 3, within(1e-12));
        assertThat(f1(F1Config.Average.WEIGHTED, predictions, labels))
                .isCloseTo((3 * 2.0 / 3 + 5 * 0.8) / 8, within(1e-12));
        assertThat(f1(F1Config.Average.MACRO, predictions, labels)).isCloseTo((2.0 / 3 + 0.8) / 2, within(1e-12));
        double[] zeros = new double[4];
        assertThat(f1(F1Config.Average.BINARY, zeros, zeros)).isZero();
        assertThat(f1(F1Config.Average.WEIGHTED, zeros, zeros)).isEqualTo(1);
        assertThat(f1(F1Config.Average.MACRO, zeros, zeros)).isEqualTo(1);
    }

    /** Forty videos of 300 frames and a predictor that knows nothing but each video's offset. */
    @Test
    void breakdownUncoversAPredictorOfOffsets() {
        SplittableRandom random = new SplittableRandom(40);
        MetricState all = CCC.newState();
        MetricState[] clips = new MetricState[40];
        for (int clip = 0; clip < clips.length; clip++) {
            clips[clip] = CCC.newState();
            double offset = random.nextDouble(-0.8, 0.8);
            for (int frame = 0; frame < 300; frame++) {
                clips[clip].add(offset + random.nextDouble(-0.1, 0.1), offset + random.nextDouble(-0.2, 0.2));
            }
            all.merge(clips[clip]);
        }
        assertThat(all.value().orElseThrow()).isGreaterThan(0.9);
        assertThat(CCC.breakdown(List.of(clips)).get("within")).isCloseTo(0, within(0.02));
        assertThat(CCC.breakdown(List.of(clips)).get("clip-mean")).isCloseTo(0, within(0.02));
        assertThat(CCC.breakdown(List.of(clips)).get("between")).isGreaterThan(0.99);
    }

    @Test
    void clipsWithoutFramesDoNotCount() {
        MetricState clip = CCC.newState();
        clip.add(0, 0);
        clip.add(1, 1);
        assertThat(CCC.breakdown(List.of(clip, CCC.newState())))
                .containsOnlyKeys("clip-mean", "within")
                .containsEntry("clip-mean", 1.0);
        assertThat(CCC.breakdown(List.of())).isEmpty();
    }

    @Test
    void statesOfOtherOptionsAreRefused() {
        MetricState half =
                new AccuracyMetricFactory().create(new AccuracyConfig(0.5)).newState();
        MetricState zero =
                new AccuracyMetricFactory().create(new AccuracyConfig(0)).newState();
        assertThatThrownBy(() -> half.merge(zero))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("accuracy AccuracyConfig[threshold=0.5] merges only states of the same metric")
                .hasMessageContaining("found accuracy AccuracyConfig[threshold=0.0] of 0 frames");
        assertThatThrownBy(() -> CCC.newState().merge(PEARSON.newState()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("PEARSON of 0 frames");
    }

    private static double f1(F1Config.Average average, double[] predictions, double[] labels) {
        return value(new F1MetricFactory().create(new F1Config(0.5, average)), predictions, labels);
    }

    private static double value(Metric metric, double[] predictions, double[] labels) {
        MetricState state = metric.newState();
        for (int i = 0; i < predictions.length; i++) {
            state.add(predictions[i], labels[i]);
        }
        return state.value().orElseThrow();
    }
}
