package dev.attune.objectives;

import dev.attune.api.Citation;
import dev.attune.api.config.NoOptions;
import dev.attune.api.metric.Metric;
import dev.attune.api.metric.MetricFactory;
import java.util.Optional;

/** Makes {@code ccc}, {@code ccc-reference} and {@code pearson}. */
final class MomentMetricFactory implements MetricFactory<NoOptions> {
    private final String name;
    private final String summary;
    private final Citation citation;
    private final Coefficient coefficient;

    private MomentMetricFactory(String name, String summary, Citation citation, Coefficient coefficient) {
        this.name = name;
        this.summary = summary;
        this.citation = citation;
        this.coefficient = coefficient;
    }

    static MomentMetricFactory ccc() {
        return new MomentMetricFactory(
                "ccc",
                "Lin's concordance correlation coefficient of all valid frames; 0 for a constant prediction, 1 if the"
                        + " labels are that same constant.",
                Citations.LIN,
                Coefficient.CCC);
    }

    static MomentMetricFactory referenceCcc() {
        return new MomentMetricFactory(
                "ccc-reference",
                "The CCC as the RJCMA code logs it, covariance over n and variances over n - 1: less than 1 for a perfect"
                        + " prediction.",
                Citations.RJCMA,
                Coefficient.REFERENCE_CCC);
    }

    static MomentMetricFactory pearson() {
        return new MomentMetricFactory(
                "pearson",
                "Pearson's correlation of all valid frames; 0 if predictions or labels are constant.",
                Citations.PEARSON,
                Coefficient.PEARSON);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Class<NoOptions> configType() {
        return NoOptions.class;
    }

    @Override
    public String summary() {
        return summary;
    }

    @Override
    public Optional<Citation> citation() {
        return Optional.of(citation);
    }

    @Override
    public Metric create(NoOptions config) {
        return new MomentMetric(coefficient);
    }
}
