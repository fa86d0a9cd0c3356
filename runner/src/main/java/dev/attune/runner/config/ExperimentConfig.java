package dev.attune.runner.config;

import dev.attune.api.config.DefaultValue;
import dev.attune.api.config.Doc;
import dev.attune.api.fusion.FusionFactory;
import dev.attune.api.loss.LossFactory;
import dev.attune.api.metric.MetricFactory;
import dev.attune.api.temporal.TemporalFactory;
import java.util.Collections;
import java.util.LinkedHashMap;
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
        @Doc("The name in tables and logs; without one, the name of the file.")
        String name,

        @Doc("The corpus and how it is cut into windows.") DataConfig data,

        @Doc("The temporal model of all modalities, or a map from modality to model, with default for the rest.")
        @DefaultValue("tcn")
        Map<String, Selection<TemporalFactory<?>>> temporal,

        @Doc("The fusion model.") @DefaultValue("rjcma") Selection<FusionFactory<?>> fusion,

        @Doc("What turns the fused sequence into predictions.")
        HeadConfig head,

        @Doc("What is predicted, in order; without names, all that the corpus has labels of.") @DefaultValue("[]")
        List<String> targets,

        @Doc("What training makes small.") @DefaultValue("ccc")
        Selection<LossFactory<?>> loss,

        @Doc("What is reported, in order.") @DefaultValue("[ccc, pearson, rmse]")
        List<Selection<MetricFactory<?>>> metrics,

        @Doc("How the model is trained.") TrainingConfig training,

        @Doc("Seed of initial values, dropout and shuffling.") @DefaultValue("1")
        long seed) {
    /** Copies the collections, keeping order. */
    public ExperimentConfig {
        temporal = Collections.unmodifiableMap(new LinkedHashMap<>(temporal));
        targets = List.copyOf(targets);
        metrics = List.copyOf(metrics);
    }

    /** Returns the same experiment by another name. */
    ExperimentConfig withName(String other) {
        return new ExperimentConfig(other, data, temporal, fusion, head, targets, loss, metrics, training, seed);
    }

    /** Returns the same experiment with another seed. */
    ExperimentConfig withSeed(long other) {
        return new ExperimentConfig(name, data, temporal, fusion, head, targets, loss, metrics, training, other);
    }

    /** Returns the same experiment with the same components, otherwise configured. */
    ExperimentConfig withModel(
            Map<String, Selection<TemporalFactory<?>>> temporals, Selection<FusionFactory<?>> fused, HeadConfig top) {
        return new ExperimentConfig(name, data, temporals, fused, top, targets, loss, metrics, training, seed);
    }

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
