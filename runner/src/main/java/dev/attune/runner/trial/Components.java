package dev.attune.runner.trial;

import dev.attune.api.data.Dataset;
import dev.attune.api.data.DatasetContext;
import dev.attune.api.data.DatasetFactory;
import dev.attune.api.fusion.FusionContext;
import dev.attune.api.fusion.FusionFactory;
import dev.attune.api.fusion.FusionModel;
import dev.attune.api.loss.LossFactory;
import dev.attune.api.loss.SequenceLoss;
import dev.attune.api.media.Media;
import dev.attune.api.media.MediaFactory;
import dev.attune.api.metric.Metric;
import dev.attune.api.metric.MetricFactory;
import dev.attune.api.temporal.TemporalContext;
import dev.attune.api.temporal.TemporalFactory;
import dev.attune.api.temporal.TemporalModel;
import dev.attune.runner.config.Selection;
import dev.attune.runner.plugin.PluginCalls;
import java.util.List;

/**
 * Makes components from selections.
 *
 * <p>The one place with unchecked casts: a {@link Selection} has checked that its options are an instance of the factory's own
 * record.
 */
@SuppressWarnings("unchecked")
public final class Components {
    private Components() {}

    /** Opens a corpus. */
    public static Dataset open(Selection<DatasetFactory<?>> selection, DatasetContext context) {
        return PluginCalls.within(
                selection.factory(),
                () -> ((DatasetFactory<Record>) selection.factory()).open(selection.options(), context));
    }

    /** Makes a way of opening recordings. */
    public static Media media(Selection<MediaFactory<?>> selection) {
        return PluginCalls.within(
                selection.factory(), () -> ((MediaFactory<Record>) selection.factory()).create(selection.options()));
    }

    static FusionModel fusion(Selection<FusionFactory<?>> selection, FusionContext context) {
        return PluginCalls.within(
                selection.factory(),
                () -> ((FusionFactory<Record>) selection.factory()).create(selection.options(), context));
    }

    static List<String> reads(Selection<FusionFactory<?>> selection, List<String> available) {
        return PluginCalls.within(
                selection.factory(),
                () -> ((FusionFactory<Record>) selection.factory()).reads(selection.options(), available));
    }

    static TemporalModel temporal(Selection<TemporalFactory<?>> selection, TemporalContext context) {
        return PluginCalls.within(
                selection.factory(),
                () -> ((TemporalFactory<Record>) selection.factory()).create(selection.options(), context));
    }

    /** Makes a loss. */
    public static SequenceLoss loss(Selection<LossFactory<?>> selection) {
        return PluginCalls.within(
                selection.factory(), () -> ((LossFactory<Record>) selection.factory()).create(selection.options()));
    }

    /** Makes a metric. */
    public static Metric metric(Selection<MetricFactory<?>> selection) {
        return PluginCalls.within(
                selection.factory(), () -> ((MetricFactory<Record>) selection.factory()).create(selection.options()));
    }
}
