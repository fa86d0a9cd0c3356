package dev.attune.objectives;

import dev.attune.api.Citation;
import dev.attune.api.config.NoOptions;
import dev.attune.api.metric.Metric;
import dev.attune.api.metric.MetricFactory;
import java.util.Optional;

/** Makes {@code rmse}, {@code mae} and {@code sagr}. */
final class FrameMeanMetricFactory implements MetricFactory<NoOptions> {
    private final String name;
    private final String summary;
    private final Optional<Citation> citation;
    private final FrameScore score;

    private FrameMeanMetricFactory(String name, String summary, Optional<Citation> citation, FrameScore score) {
        this.name = name;
        this.summary = summary;
        this.citation = citation;
        this.score = score;
    }

    static FrameMeanMetricFactory rmse() {
        return new FrameMeanMetricFactory(
                "rmse", "Root of the mean squared error of all valid frames.", Optional.empty(), FrameScore.RMSE);
    }

    static FrameMeanMetricFactory mae() {
        return new FrameMeanMetricFactory(
                "mae", "Mean absolute error of all valid frames.", Optional.empty(), FrameScore.MAE);
    }

    static FrameMeanMetricFactory signAgreement() {
        return new FrameMeanMetricFactory(
                "sagr",
                "Share of valid frames where prediction and label have the same sign; zero agrees only with zero.",
                Optional.of(Citations.NICOLAOU),
                FrameScore.SIGN_AGREEMENT);
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

    @Override
    public Metric create(NoOptions config) {
        return new FrameMeanMetric(score);
    }
}
