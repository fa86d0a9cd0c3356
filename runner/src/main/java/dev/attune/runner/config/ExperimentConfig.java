package dev.attune.runner.config;

import dev.attune.api.fusion.FusionFactory;
import dev.attune.api.loss.LossFactory;
import dev.attune.api.metric.MetricFactory;
import dev.attune.api.temporal.TemporalFactory;
import java.util.List;
import java.util.Map;

/**
 * One experiment: everything that one training needs to know.
 *
 * @param name for tables and logs
 * @param data the corpus and how it is cut
 * @param temporal the temporal model of each modality; the key {@code default} holds for modalities that have no key
 * @param fusion the fusion model
 * @param head the head
 * @param targets names of what is predicted, in order; empty for all that the corpus has
 * @param loss what training makes small
 * @param metrics what is reported
 * @param training how it is trained
 * @param seed of initial values, dropout, shuffling
 */
public record ExperimentConfig(
        String name,
        DataConfig data,
        Map<String, Selection<TemporalFactory<?>>> temporal,
        Selection<FusionFactory<?>> fusion,
        HeadConfig head,
        List<String> targets,
        Selection<LossFactory<?>> loss,
        List<Selection<MetricFactory<?>>> metrics,
        TrainingConfig training,
        long seed) {
    /** Returns the temporal model of a modality. */
    public Selection<TemporalFactory<?>> temporal(String modality) {
        Selection<TemporalFactory<?>> own = temporal.get(modality);
        Selection<TemporalFactory<?>> chosen = own == null ? temporal.get("default") : own;
        if (chosen == null) {
            throw new IllegalArgumentException("no temporal model for modality " + modality);
        }
        return chosen;
    }
}
