package dev.attune.testkit;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attune.api.metric.AdditiveMetric;
import dev.attune.api.metric.MetricState;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** Each test of the contract has to catch the mistake that it was written for. */
final class MetricContractTest {
    @Test
    void acceptsAProperMetric() {
        GivenMetricContract contract = new GivenMetricContract(AbsoluteError::new, false);
        assertThatCode(() -> {
                    contract.factoryDescribesItself();
                    contract.isEmptyWithoutFrames();
                    contract.mergingEqualsAddingInAnyOrder();
                    contract.mergingIsAssociativeAndLeavesItsArgumentAlone();
                    contract.isStableForAMillionFramesFarFromZero();
                    contract.isFiniteOnConstants();
                    contract.breakdownIsFinite();
                    contract.refusesStatesOfOthers();
                    contract.perfectPredictionsAreNotWorse();
                })
                .doesNotThrowAnyException();
    }

    @Test
    void catchesSumsOfSquares() {
        GivenMetricContract contract = new GivenMetricContract(NaiveVariance::new, false);
        assertThatThrownBy(contract::isStableForAMillionFramesFarFromZero)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("digits");
    }

    @Test
    void catchesZeroForNothing() {
        GivenMetricContract contract = new GivenMetricContract(
                () -> new AbsoluteError() {
                    @Override
                    public OptionalDouble value() {
                        return count == 0 ? OptionalDouble.of(0) : super.value();
                    }
                },
                false);
        assertThatThrownBy(contract::isEmptyWithoutFrames).hasMessageContaining("Nothing was measured");
    }

    @Test
    void catchesMergingThatForgetsSizes() {
        GivenMetricContract contract = new GivenMetricContract(
                () -> new AbsoluteError() {
                    @Override
                    public void merge(MetricState other) {
                        if (other.value().isPresent()) {
                            add(other.value().getAsDouble(), 0);
                        }
                    }
                },
                false);
        assertThatThrownBy(contract::mergingEqualsAddingInAnyOrder).hasMessageContaining("differ from the whole");
        assertThatThrownBy(contract::mergingIsAssociativeAndLeavesItsArgumentAlone)
                .hasMessageContaining("differs from a (b c)");
    }

    @Test
    void catchesNotANumberOnConstants() {
        GivenMetricContract contract = new GivenMetricContract(NaiveVariance::new, false);
        assertThatThrownBy(contract::isFiniteOnConstants).hasMessageContaining("never NaN");
    }

    @Test
    void catchesTheWrongDirection() {
        GivenMetricContract contract = new GivenMetricContract(AbsoluteError::new, true);
        assertThatThrownBy(contract::perfectPredictionsAreNotWorse).hasMessageContaining("higherIsBetter() says true");
    }

    @Test
    void catchesMergingWithJustAnything() {
        GivenMetricContract contract = new GivenMetricContract(
                () -> new AbsoluteError() {
                    @Override
                    public void merge(MetricState other) {
                        count += ((AbsoluteError) other).count;
                    }
                },
                false);
        assertThatThrownBy(contract::refusesStatesOfOthers).hasMessageContaining("ClassCastException");
    }

    @Test
    void catchesSumsThatAreNotThoseOfTheState() {
        assertThatCode(new GivenMetricContract(new AddedError(0))::addingSumsEqualsMerging)
                .doesNotThrowAnyException();
        assertThatThrownBy(new GivenMetricContract(new AddedError(1e-9))::addingSumsEqualsMerging)
                .hasMessageContaining("added sums differ from merged states");
    }

    /** Mean absolute error by its sums, which may be a little wrong. */
    private record AddedError(double slip) implements AdditiveMetric {
        @Override
        public MetricState newState() {
            return new AbsoluteError();
        }

        @Override
        public boolean higherIsBetter() {
            return false;
        }

        @Override
        public int sums() {
            return 2;
        }

        @Override
        public void write(MetricState state, MetricState whole, double[] sums, int offset) {
            AbsoluteError error = (AbsoluteError) state;
            sums[offset] = error.count;
            sums[offset + 1] = error.sum * (1 + slip);
        }

        @Override
        public double value(double[] sums, int offset) {
            return sums[offset] == 0 ? Double.NaN : sums[offset + 1] / sums[offset];
        }
    }

    /** Mean absolute error. */
    private static class AbsoluteError implements MetricState {
        long count;
        private double sum;

        @Override
        public void add(double prediction, double label) {
            count++;
            sum += Math.abs(prediction - label);
        }

        @Override
        public void merge(MetricState other) {
            if (!(other instanceof AbsoluteError error)) {
                throw new IllegalArgumentException("another metric");
            }
            count += error.count;
            sum += error.sum;
        }

        @Override
        public OptionalDouble value() {
            return count == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / count);
        }
    }

    /** Variance of the errors over the variance of the labels by the formula that everybody writes first. */
    private static final class NaiveVariance implements MetricState {
        private long count;
        private double errors;
        private double labels;
        private double labelSquares;

        @Override
        public void add(double prediction, double label) {
            count++;
            errors += (prediction - label) * (prediction - label);
            labels += label;
            labelSquares += label * label;
        }

        @Override
        public void merge(MetricState other) {
            NaiveVariance variance = (NaiveVariance) other;
            count += variance.count;
            errors += variance.errors;
            labels += variance.labels;
            labelSquares += variance.labelSquares;
        }

        @Override
        public OptionalDouble value() {
            double mean = labels / count;
            return OptionalDouble.of(errors / count / (labelSquares / count - mean * mean));
        }
    }
}
