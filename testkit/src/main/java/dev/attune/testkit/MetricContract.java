package dev.attune.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.attune.api.PublicApi;
import dev.attune.api.metric.AdditiveMetric;
import dev.attune.api.metric.Metric;
import dev.attune.api.metric.MetricFactory;
import dev.attune.api.metric.MetricState;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * What every metric must do. Extend it once per metric:
 *
 * <pre>{@code
 * final class MedianErrorTest extends MetricContract<NoOptions> {
 *     @Override
 *     protected MetricFactory<NoOptions> factory() {
 *         return new MedianErrorFactory();
 *     }
 *
 *     @Override
 *     protected NoOptions config() {
 *         return new NoOptions();
 *     }
 * }
 * }</pre>
 *
 * <p>Override {@link #label} if the metric is not for labels in [-1, 1], and {@link #shiftInvariant} if adding one constant to
 * predictions and labels changes it.
 *
 * @param <C> the record of options
 * @since 0.1
 */
@PublicApi(usage = PublicApi.Usage.IMPLEMENT, state = PublicApi.State.EXPERIMENTAL, since = "0.1")
public abstract class MetricContract<C extends Record> {
    private static final int FRAMES = 3000;
    private static final int MANY_FRAMES = 1_000_000;
    private static final double TOLERANCE = 1e-9;
    /** Sums relative to one origin lose next to nothing. */
    private static final double ADDING_TOLERANCE = 1e-12;

    /** Values are multiples of this, so that adding 2²⁰ to them is exact in double precision. */
    private static final double GRID = 0x1p-20;

    /** Makes the contract. */
    protected MetricContract() {}

    /** Returns the factory under test. */
    protected abstract MetricFactory<C> factory();

    /** Returns the options under test. */
    protected abstract C config();

    /**
     * Draws a label.
     *
     * @param random the generator to use
     */
    protected double label(SplittableRandom random) {
        return random.nextDouble(-1, 1);
    }

    /**
     * Draws a prediction that is good but not perfect.
     *
     * @param random the generator to use
     * @param label the label at that place
     */
    protected double prediction(SplittableRandom random, double label) {
        return 0.7 * label + random.nextDouble(-0.4, 0.5);
    }

    /** Returns whether the metric stays the same when one constant is added to all predictions and labels. */
    protected boolean shiftInvariant() {
        return true;
    }

    private Metric metric() {
        return factory().create(config());
    }

    private void fill(MetricState state, SplittableRandom random, int frames, double offset) {
        for (int i = 0; i < frames; i++) {
            double label = label(random);
            double prediction = prediction(random, label);
            state.add(grid(prediction) + offset, grid(label) + offset);
        }
    }

    private static double grid(double value) {
        return Math.rint(value / GRID) * GRID;
    }

    private static double value(MetricState state) {
        OptionalDouble value = state.value();
        assertThat(value)
                .as(
                        "A metric of at least one frame must have a value; decide what it is of a single frame and of constants.")
                .isPresent();
        assertThat(value.getAsDouble())
                .as(
                        "The value of a metric is never NaN and never infinite: a table, a plot and early stopping read it.")
                .isFinite();
        return value.getAsDouble();
    }

    private void assertSame(double found, double expected, String what) {
        assertThat(found)
                .as(
                        "%s: %s. The comparison of models merges clips in every order.",
                        factory().name(), what)
                .isCloseTo(expected, within(TOLERANCE * Math.max(1e-3, Math.abs(expected))));
    }

    @Test
    final void factoryDescribesItself() {
        FactoryChecks.check(factory(), config());
    }

    @Test
    final void isEmptyWithoutFrames() {
        MetricState state = metric().newState();
        assertThat(state.value())
                .as(
                        "Nothing was measured, so there is no value, and 0 would be averaged into a table; return OptionalDouble.empty().")
                .isEmpty();
        state.merge(metric().newState());
        assertThat(state.value())
                .as("Merging nothing into nothing must give nothing; return OptionalDouble.empty().")
                .isEmpty();
    }

    @Test
    final void mergingEqualsAddingInAnyOrder() {
        MetricState whole = metric().newState();
        fill(whole, new SplittableRandom(7), FRAMES, 0);
        SplittableRandom random = new SplittableRandom(7);
        List<MetricState> parts = new ArrayList<>();
        for (int rest = FRAMES, size = 1; rest > 0; rest -= size, size = Math.min(2 * size, rest)) {
            MetricState part = metric().newState();
            fill(part, random, size, 0);
            parts.add(part);
        }
        parts.add(metric().newState());
        MetricState ascending = metric().newState();
        parts.forEach(ascending::merge);
        MetricState descending = metric().newState();
        for (int i = parts.size() - 1; i >= 0; i--) {
            descending.merge(parts.get(i));
        }
        assertSame(value(ascending), value(whole), "merged parts differ from the whole");
        assertSame(value(descending), value(whole), "parts merged backwards differ from the whole");
    }

    @Test
    final void mergingIsAssociativeAndLeavesItsArgumentAlone() {
        SplittableRandom random = new SplittableRandom(11);
        List<MetricState> parts = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            MetricState part = metric().newState();
            fill(part, random, 40 + 100 * i, 0);
            parts.add(part);
        }
        double last = value(parts.get(2));
        MetricState left = metric().newState(); // (a b) c
        left.merge(parts.get(0));
        left.merge(parts.get(1));
        left.merge(parts.get(2));
        MetricState tail = metric().newState(); // a (b c)
        tail.merge(parts.get(1));
        tail.merge(parts.get(2));
        MetricState right = metric().newState();
        right.merge(parts.get(0));
        right.merge(tail);
        assertSame(value(left), value(right), "(a b) c differs from a (b c)");
        assertThat(value(parts.get(2)))
                .as("merge(other) must not change other; copy what you need of it.")
                .isEqualTo(last);
    }

    @Test
    final void isStableForAMillionFramesFarFromZero() {
        double offset = 0x1p20;
        MetricState shifted = metric().newState();
        fill(shifted, new SplittableRandom(13), MANY_FRAMES, offset);
        SplittableRandom random = new SplittableRandom(13);
        MetricState merged = metric().newState();
        for (int i = 0; i < 1000; i++) {
            MetricState part = metric().newState();
            fill(part, random, MANY_FRAMES / 1000, offset);
            merged.merge(part);
        }
        assertSame(
                value(merged), value(shifted), "merging 1,000 parts of a million frames near 1,048,576 loses digits");
        if (shiftInvariant()) {
            MetricState plain = metric().newState();
            fill(plain, new SplittableRandom(13), MANY_FRAMES, 0);
            assertSame(
                    value(shifted),
                    value(plain),
                    "a million frames shifted by 1,048,576 give another value; keep means and central moments, not sums of"
                            + " squares");
        }
    }

    /** Passes for a metric that is not {@link AdditiveMetric}. */
    @Test
    final void addingSumsEqualsMerging() {
        if (!(metric() instanceof AdditiveMetric additive)) {
            return;
        }
        for (double offset : new double[] {0, 0x1p20}) {
            List<MetricState> clips = new ArrayList<>();
            MetricState whole = additive.newState();
            for (int clip = 0; clip < 12; clip++) {
                MetricState state = additive.newState();
                fill(state, new SplittableRandom(clip), 20 * clip, offset); // the first has no frame
                clips.add(state);
                whole.merge(state);
            }
            SplittableRandom random = new SplittableRandom(29);
            double[] sums = new double[additive.sums() + 1]; // not at the start of the array
            assertThat(additive.value(sums, 1))
                    .as("The sums of no frame have no value.")
                    .isNaN();
            for (int resample = 0; resample < 50; resample++) {
                double[] total = new double[sums.length];
                MetricState merged = additive.newState();
                for (int draw = 0; draw < clips.size(); draw++) {
                    MetricState drawn = clips.get(random.nextInt(clips.size()));
                    merged.merge(drawn);
                    additive.write(drawn, whole, sums, 1);
                    for (int i = 0; i < total.length; i++) {
                        total[i] += sums[i];
                    }
                }
                assertThat(additive.value(total, 1))
                        .as(
                                "%s: added sums differ from merged states. Is everything relative to an origin near the frames?",
                                factory().name())
                        .isCloseTo(value(merged), withinPercentage(100 * ADDING_TOLERANCE));
            }
        }
    }

    @Test
    final void isFiniteOnConstants() {
        SplittableRandom random = new SplittableRandom(17);
        for (double constant : new double[] {0, 1, 0.1, -1}) {
            for (int frames : new int[] {1, 2, 100}) {
                MetricState constantPrediction = metric().newState();
                MetricState constantLabel = metric().newState();
                MetricState equal = metric().newState();
                for (int i = 0; i < frames; i++) {
                    double other = label(random);
                    constantPrediction.add(constant, other);
                    constantLabel.add(other, constant);
                    equal.add(constant, constant);
                }
                for (MetricState state : List.of(constantPrediction, constantLabel, equal)) {
                    double merged = value(state);
                    if (metric() instanceof AdditiveMetric additive) {
                        double[] sums = new double[additive.sums()];
                        additive.write(state, state, sums, 0);
                        assertSame(additive.value(sums, 0), merged, "sums of constants differ from their state");
                    }
                }
            }
        }
    }

    @Test
    final void breakdownIsFinite() {
        SplittableRandom random = new SplittableRandom(19);
        List<MetricState> clips = new ArrayList<>();
        MetricState constant = metric().newState();
        constant.add(0.5, 0.5);
        clips.add(constant);
        assertThat(metric().breakdown(clips).values())
                .as(
                        "The figures of breakdown() must be finite, also of a single frame; leave out what cannot be computed.")
                .allSatisfy(figure -> assertThat(figure).isFinite());
        for (int i = 0; i < 5; i++) {
            MetricState clip = metric().newState();
            fill(clip, random, 30, 0);
            clips.add(clip);
        }
        assertThat(metric().breakdown(clips).values())
                .as("The figures of breakdown() must be finite; leave out what cannot be computed.")
                .allSatisfy(figure -> assertThat(figure).isFinite());
    }

    @Test
    final void refusesStatesOfOthers() {
        MetricState foreign = new MetricState() {
            @Override
            public void add(double prediction, double label) {}

            @Override
            public void merge(MetricState other) {}

            @Override
            public OptionalDouble value() {
                return OptionalDouble.empty();
            }
        };
        assertThatThrownBy(() -> metric().newState().merge(foreign))
                .as(
                        "merge() must refuse the state of another metric with an IllegalArgumentException that says so, not with a "
                                + "ClassCastException; ask with instanceof first.")
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    final void perfectPredictionsAreNotWorse() {
        Metric metric = metric();
        SplittableRandom random = new SplittableRandom(23);
        MetricState perfect = metric.newState();
        MetricState perturbed = metric.newState();
        for (int i = 0; i < FRAMES; i++) {
            double label = label(random);
            perfect.add(label, label);
            perturbed.add(prediction(random, label), label);
        }
        double difference = value(perfect) - value(perturbed);
        assertThat(metric.higherIsBetter() ? difference : -difference)
                .as(
                        "%s of perfect predictions must be better than of perturbed ones, found %s and %s, and higherIsBetter() says %s; "
                                + "correct it, or override label() and prediction() for what the metric is meant for.",
                        factory().name(), value(perfect), value(perturbed), metric.higherIsBetter())
                .isPositive();
    }
}
