package dev.attune.objectives;

import dev.attune.api.Citation;
import dev.attune.api.config.NoOptions;
import dev.attune.api.metric.Metric;
import dev.attune.api.metric.MetricFactory;
import java.util.Optional;

/** Makes the metrics that have no options. */
final class PlainMetricFactory implements MetricFactory<NoOptions> {
    private final String name;
    private final String summary;
    private final Optional<Citation> citation;
    private final Metric metric;

    private PlainMetricFactory(String name, String summary, Optional<Citation> citation, Metric metric) {
        this.name = name;
        this.summary = summary;
        this.citation = citation;
        this.metric = metric;
    }

    static PlainMetricFactory ccc() {
        return new PlainMetricFactory(
                "ccc",
                "Lin's concordance correlation coefficient of all valid frames; 0 for a constant prediction, 1 if the"
                        + " labels are that same constant.",
                Optional.of(Citations.LIN),
                new MomentMetric(Coefficient.CCC));
    }

    static PlainMetricFactory referenceCcc() {
        return new PlainMetricFactory(
                "ccc-reference",
                "The CCC as the RJCMA code logs it, covariance over n and variances over n - 1: less than 1 for a perfect"
                        + " prediction.",
                Optional.of(Citations.RJCMA),
                new MomentMetric(Coefficient.REFERENCE_CCC));
    }

    static PlainMetricFactory pearson() {
        return new PlainMetricFactory(
                "pearson",
                "Pearson's correlation of all valid frames; 0 if predictions or labels are constant.",
                Optional.of(Citations.PEARSON),
                new MomentMetric(Coefficient.PEARSON));
    }

    static PlainMetricFactory rmse() {
        return new PlainMetricFactory(
                "rmse",
                "Root of the mean squared error of all valid frames.",
                Optional.empty(),
                new FrameMeanMetric(FrameScore.RMSE));
    }

    static PlainMetricFactory mae() {
        return new PlainMetricFactory(
                "mae",
                "Mean absolute error of all valid frames.",
                Optional.empty(),
                new FrameMeanMetric(FrameScore.MAE));
    }

    static PlainMetricFactory signAgreement() {
        return new PlainMetricFactory(
                "sagr",
                "Share of valid frames where prediction and label have the same sign; zero agrees only with zero.",
                Optional.of(Citations.NICOLAOU),
                new FrameMeanMetric(FrameScore.SIGN_AGREEMENT));
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
        return citation;
    }

    /** A metric is stateless; its states are not. */
    @Override
    public Metric create(NoOptions config) {
        return metric;
    }
}
