package dev.attune.objectives;

import dev.attune.api.metric.Metric;
import dev.attune.api.metric.MetricFactory;
import java.util.function.ToDoubleFunction;

/** Makes {@code f1}. */
final class F1MetricFactory implements MetricFactory<F1Config> {
    @Override
    public String name() {
        return "f1";
    }

    @Override
    public Class<F1Config> configType() {
        return F1Config.class;
    }

    @Override
    public String summary() {
        return "F1 score of a binary decision over all valid frames: harmonic mean of precision and recall.";
    }

    @Override
    public Metric create(F1Config config) {
        ToDoubleFunction<Confusion> figure = switch (config.average()) {
            case BINARY -> Confusion::f1OfPositives;
            case WEIGHTED -> F1MetricFactory::weighted;
            case MACRO -> F1MetricFactory::macro;
        };
        return new ConfusionMetric(name() + ' ' + config, config.threshold(), figure);
    }

    private static double weighted(Confusion counts) {
        return (counts.positiveLabels() * counts.f1OfPositives() + counts.negativeLabels() * counts.f1OfNegatives())
                / counts.count();
    }

    private static double macro(Confusion counts) {
        int classes = (counts.hasPositives() ? 1 : 0) + (counts.hasNegatives() ? 1 : 0);
        return (counts.f1OfPositives() + counts.f1OfNegatives()) / classes;
    }
}
