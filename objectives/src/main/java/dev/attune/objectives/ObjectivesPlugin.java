package dev.attune.objectives;

import dev.attune.api.ApiVersion;
import dev.attune.api.AttunePlugin;
import dev.attune.api.loss.LossFactory;
import dev.attune.api.metric.MetricFactory;
import java.util.List;

/**
 * Contributes the losses and metrics that every experiment can name.
 *
 * @since 0.1
 */
public final class ObjectivesPlugin implements AttunePlugin {
    /** Makes the plugin; the service loader calls this. */
    public ObjectivesPlugin() {}

    @Override
    public String id() {
        return "objectives";
    }

    @Override
    public int apiVersion() {
        return ApiVersion.CURRENT;
    }

    @Override
    public List<LossFactory<?>> losses() {
        return List.of(
                new CccLossFactory(),
                new ReferenceCccLossFactory(),
                ElementwiseLossFactory.mse(),
                ElementwiseLossFactory.mae(),
                ElementwiseLossFactory.bce());
    }

    @Override
    public List<MetricFactory<?>> metrics() {
        return List.of(
                PlainMetricFactory.ccc(),
                PlainMetricFactory.referenceCcc(),
                PlainMetricFactory.pearson(),
                PlainMetricFactory.rmse(),
                PlainMetricFactory.mae(),
                PlainMetricFactory.signAgreement(),
                new AccuracyMetricFactory(),
                new F1MetricFactory());
    }
}
