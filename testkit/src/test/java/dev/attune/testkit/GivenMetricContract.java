package dev.attune.testkit;

import dev.attune.api.config.NoOptions;
import dev.attune.api.metric.Metric;
import dev.attune.api.metric.MetricFactory;
import dev.attune.api.metric.MetricState;
import java.util.function.Supplier;

/** The contract applied to states that are given. Top-level, so that nothing takes it for a test class. */
final class GivenMetricContract extends MetricContract<NoOptions> {
    private final Metric metric;

    GivenMetricContract(Metric metric) {
        this.metric = metric;
    }

    GivenMetricContract(Supplier<MetricState> states, boolean higherIsBetter) {
        this(new Metric() {
            @Override
            public MetricState newState() {
                return states.get();
            }

            @Override
            public boolean higherIsBetter() {
                return higherIsBetter;
            }
        });
    }

    @Override
    protected MetricFactory<NoOptions> factory() {
        return new MetricFactory<>() {
            @Override
            public String name() {
                return "example";
            }

            @Override
            public Class<NoOptions> configType() {
                return NoOptions.class;
            }

            @Override
            public String summary() {
                return "A metric to try the contract on.";
            }

            @Override
            public Metric create(NoOptions config) {
                return metric;
            }
        };
    }

    @Override
    protected NoOptions config() {
        return new NoOptions();
    }
}
