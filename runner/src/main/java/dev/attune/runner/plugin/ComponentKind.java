package dev.attune.runner.plugin;

import dev.attune.api.AttunePlugin;
import dev.attune.api.ComponentFactory;
import dev.attune.api.corpus.CorpusFactory;
import dev.attune.api.data.DatasetFactory;
import dev.attune.api.encoder.EncoderFactory;
import dev.attune.api.fusion.FusionFactory;
import dev.attune.api.loss.LossFactory;
import dev.attune.api.media.MediaFactory;
import dev.attune.api.media.TranscriberFactory;
import dev.attune.api.metric.MetricFactory;
import dev.attune.api.temporal.TemporalFactory;
import java.util.List;
import java.util.Optional;

/** The kinds of component that a plugin may contribute. */
public enum ComponentKind {
    /** Fusion models. */
    FUSION("fusion", "fusions", "fusion", FusionFactory.class),
    /** Temporal models. */
    TEMPORAL("temporal", "temporals", "temporal model", TemporalFactory.class),
    /** Encoders. */
    ENCODER("encoder", "encoders", "encoder", EncoderFactory.class),
    /** Datasets. */
    DATASET("dataset", "datasets", "dataset", DatasetFactory.class),
    /** Losses. */
    LOSS("loss", "losses", "loss", LossFactory.class),
    /** Metrics. */
    METRIC("metric", "metrics", "metric", MetricFactory.class),
    /** Ways of opening recordings. */
    MEDIA("media", "media", "way of opening recordings", MediaFactory.class),
    /** Transcribers. */
    TRANSCRIBER("transcriber", "transcribers", "transcriber", TranscriberFactory.class),
    /** Corpora that can be made. */
    CORPUS("corpus", "corpora", "corpus to be made", CorpusFactory.class);

    private final String singular;
    private final String plural;
    private final String phrase;
    private final Class<?> factoryType;

    ComponentKind(String singular, String plural, String phrase, Class<?> factoryType) {
        this.singular = singular;
        this.plural = plural;
        this.phrase = phrase;
        this.factoryType = factoryType;
    }

    /** Returns the word that commands use for one: {@code attune describe fusion rjcma}. */
    public String singular() {
        return singular;
    }

    /** Returns the word that commands use for all: {@code attune list fusions}. */
    public String plural() {
        return plural;
    }

    /** Returns the words that a sentence uses, such as {@code temporal model}. */
    public String phrase() {
        return phrase;
    }

    /** Returns the interface that factories of this kind implement. */
    public Class<?> factoryType() {
        return factoryType;
    }

    /** Returns the components of this kind that a plugin has. */
    List<? extends ComponentFactory<?>> of(AttunePlugin plugin) {
        return switch (this) {
            case FUSION -> plugin.fusions();
            case TEMPORAL -> plugin.temporals();
            case ENCODER -> plugin.encoders();
            case DATASET -> plugin.datasets();
            case LOSS -> plugin.losses();
            case METRIC -> plugin.metrics();
            case MEDIA -> plugin.media();
            case TRANSCRIBER -> plugin.transcribers();
            case CORPUS -> plugin.corpora();
        };
    }

    /** Returns the kind of a component. */
    public static ComponentKind of(ComponentFactory<?> component) {
        for (ComponentKind kind : values()) {
            if (kind.factoryType.isInstance(component)) {
                return kind;
            }
        }
        throw new IllegalArgumentException(component.getClass().getName() + " is a component of no kind");
    }

    /**
     * Finds a kind by its word.
     *
     * @param word singular or plural
     */
    public static Optional<ComponentKind> named(String word) {
        for (ComponentKind kind : values()) {
            if (kind.singular.equals(word) || kind.plural.equals(word)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }
}
