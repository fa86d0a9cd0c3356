package dev.attune.objectives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.attune.api.config.NoOptions;
import dev.attune.api.metric.Metric;
import dev.attune.api.metric.MetricState;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Compares every metric with the textbook formula on arbitrary clips.
 *
 * <p>Values are multiples of 1/64 in [-1, 1], so that constants, ties and zeros occur often and sums are exact.
 */
final class MetricPropertyTest {
    private static final String SEED = "20240313";
    private static final NoOptions NONE = new NoOptions();

    /** Frames of one clip: predictions and labels. */
    record Frames(List<Double> predictionList, List<Double> labelList) {
        double[] predictions() {
            return predictionList.stream().mapToDouble(Double::doubleValue).toArray();
        }

        double[] labels() {
            return labelList.stream().mapToDouble(Double::doubleValue).toArray();
        }

        static Frames joined(List<Frames> clips) {
            return new Frames(
                    clips.stream().flatMap(clip -> clip.predictionList.stream()).toList(),
                    clips.stream().flatMap(clip -> clip.labelList.stream()).toList());
        }
    }

    @Provide
    Arbitrary<List<Frames>> clips() {
        return frames().list().ofMinSize(1).ofMaxSize(5);
    }

    private static Arbitrary<Frames> frames() {
        return Combinators.combine(Arbitraries.integers().between(1, 40), Arbitraries.of(1, 8, 64))
                .flatAs((length, levels) -> {
                    Arbitrary<List<Double>> values = Arbitraries.integers()
                            .between(-levels, levels)
                            .map(value -> value / (double) levels)
                            .list()
                            .ofSize(length);
                    return Combinators.combine(values, values).as(Frames::new);
                });
    }

    @Property(seed = SEED)
    void ccc(@ForAll("clips") List<Frames> clips) {
        check(PlainMetricFactory.ccc().create(NONE), NaiveMetrics::ccc, clips);
    }

    @Property(seed = SEED)
    void referenceCcc(@ForAll("clips") List<Frames> clips) {
        check(PlainMetricFactory.referenceCcc().create(NONE), NaiveMetrics::referenceCcc, clips);
    }

    @Property(seed = SEED)
    void pearson(@ForAll("clips") List<Frames> clips) {
        check(PlainMetricFactory.pearson().create(NONE), NaiveMetrics::pearson, clips);
    }

    @Property(seed = SEED)
    void rmse(@ForAll("clips") List<Frames> clips) {
        check(PlainMetricFactory.rmse().create(NONE), NaiveMetrics::rmse, clips);
    }

    @Property(seed = SEED)
    void mae(@ForAll("clips") List<Frames> clips) {
        check(PlainMetricFactory.mae().create(NONE), NaiveMetrics::mae, clips);
    }

    @Property(seed = SEED)
    void signAgreement(@ForAll("clips") List<Frames> clips) {
        check(PlainMetricFactory.signAgreement().create(NONE), NaiveMetrics::signAgreement, clips);
    }

    @Property(seed = SEED)
    void accuracy(@ForAll("clips") List<Frames> clips, @ForAll("thresholds") double threshold) {
        check(
                new AccuracyMetricFactory().create(new AccuracyConfig(threshold)),
                (p, y) -> NaiveMetrics.accuracy(p, y, threshold),
                clips);
    }

    @Property(seed = SEED)
    void f1(@ForAll("clips") List<Frames> clips, @ForAll("thresholds") double threshold) {
        F1MetricFactory factory = new F1MetricFactory();
        check(
                factory.create(new F1Config(threshold, F1Config.Average.BINARY)),
                (p, y) -> NaiveMetrics.f1(p, y, threshold, true),
                clips);
        check(
                factory.create(new F1Config(threshold, F1Config.Average.WEIGHTED)),
                (p, y) -> weightedF1(p, y, threshold),
                clips);
        check(
                factory.create(new F1Config(threshold, F1Config.Average.MACRO)),
                (p, y) -> macroF1(p, y, threshold),
                clips);
    }

    @Provide
    Arbitrary<Double> thresholds() {
        return Arbitraries.of(-0.5, 0.0, 0.25, 0.5, 1.0, 2.0);
    }

    private static double weightedF1(double[] predictions, double[] labels, double threshold) {
        double share = NaiveMetrics.mean(
                Arrays.stream(labels).map(y -> y >= threshold ? 1 : 0).toArray());
        return share * NaiveMetrics.f1(predictions, labels, threshold, true)
                + (1 - share) * NaiveMetrics.f1(predictions, labels, threshold, false);
    }

    private static double macroF1(double[] predictions, double[] labels, double threshold) {
        boolean[] classes = Stream.of(predictions, labels)
                .flatMapToDouble(Arrays::stream)
                .mapToObj(value -> value >= threshold)
                .distinct()
                .collect(
                        () -> new boolean[2], (found, positive) -> found[positive ? 1 : 0] = true, (left, right) -> {});
        double positive = NaiveMetrics.f1(predictions, labels, threshold, true);
        double negative = NaiveMetrics.f1(predictions, labels, threshold, false);
        return classes[0] && classes[1] ? (positive + negative) / 2 : classes[1] ? positive : negative;
    }

    private static void check(Metric metric, ToDoubleBiFunction<double[], double[]> naive, List<Frames> clips) {
        Frames all = Frames.joined(clips);
        double expected = naive.applyAsDouble(all.predictions(), all.labels());
        MetricState added = state(metric, all);
        MetricState merged = metric.newState();
        clips.forEach(clip -> merged.merge(state(metric, clip)));
        assertThat(added.value().orElseThrow()).isCloseTo(expected, within(1e-9));
        assertThat(merged.value().orElseThrow()).isCloseTo(expected, within(1e-9));
    }

    private static MetricState state(Metric metric, Frames frames) {
        MetricState state = metric.newState();
        for (int i = 0; i < frames.predictionList().size(); i++) {
            state.add(frames.predictionList().get(i), frames.labelList().get(i));
        }
        return state;
    }

    @Property(seed = SEED)
    void breakdownOfCcc(@ForAll("clips") List<Frames> clips) {
        Metric metric = PlainMetricFactory.ccc().create(NONE);
        Map<String, Double> found =
                metric.breakdown(clips.stream().map(clip -> state(metric, clip)).toList());
        Frames centred = Frames.joined(clips.stream()
                .map(clip -> new Frames(minusMean(clip.predictionList()), minusMean(clip.labelList())))
                .toList());
        Frames means = Frames.joined(clips.stream()
                .map(clip -> new Frames(repeatedMean(clip.predictionList()), repeatedMean(clip.labelList())))
                .toList());
        double clipMean = clips.stream()
                .mapToDouble(clip -> NaiveMetrics.ccc(clip.predictions(), clip.labels()))
                .average()
                .orElseThrow();
        assertThat(found.get("clip-mean")).isCloseTo(clipMean, within(1e-9));
        boolean varies = Stream.concat(centred.predictionList().stream(), centred.labelList().stream())
                .anyMatch(value -> value != 0);
        if (varies) {
            assertThat(found.get("within"))
                    .isCloseTo(NaiveMetrics.ccc(centred.predictions(), centred.labels()), within(1e-9));
        } else {
            assertThat(found).doesNotContainKey("within");
        }
        if (clips.size() > 1) {
            assertThat(found.get("between"))
                    .isCloseTo(NaiveMetrics.ccc(means.predictions(), means.labels()), within(1e-9));
        } else {
            assertThat(found).doesNotContainKey("between");
        }
    }

    private static List<Double> minusMean(List<Double> values) {
        double mean = meanOf(values);
        return values.stream().map(value -> value - mean).toList();
    }

    private static List<Double> repeatedMean(List<Double> values) {
        double mean = meanOf(values);
        return Collections.nCopies(values.size(), mean);
    }

    private static double meanOf(List<Double> values) {
        return NaiveMetrics.mean(
                values.stream().mapToDouble(Double::doubleValue).toArray());
    }
}
