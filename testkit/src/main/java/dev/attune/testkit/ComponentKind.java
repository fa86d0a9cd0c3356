package dev.attune.testkit;

import dev.attune.api.AttunePlugin;
import dev.attune.api.ComponentFactory;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A kind of components that a plugin may have, and what {@link ContractSuite} needs to check one.
 *
 * @param label the name of the kind in messages
 * @param accessor the method of the plugin that lists such components
 * @param factories calls it; null or an exception are the plugin's own
 * @param contract the name of the class that authors extend
 * @param given the contract that takes its factory and options as they are given; empty where it needs more than those
 * @param fixture what the contract needs besides
 */
record ComponentKind(
        String label,
        String accessor,
        Function<AttunePlugin, List<? extends ComponentFactory<?>>> factories,
        String contract,
        Optional<Class<?>> given,
        String fixture) {
    /** All kinds. */
    static final List<ComponentKind> ALL = List.of(
            of("fusion", "fusions()", AttunePlugin::fusions, FusionContract.class, GivenFactory.OfFusion.class),
            of(
                    "temporal",
                    "temporals()",
                    AttunePlugin::temporals,
                    TemporalContract.class,
                    GivenFactory.OfTemporal.class),
            of("encoder", "encoders()", AttunePlugin::encoders, EncoderContract.class, GivenFactory.OfEncoder.class),
            of("dataset", "datasets()", AttunePlugin::datasets, DatasetContract.class, GivenFactory.OfDataset.class),
            of("loss", "losses()", AttunePlugin::losses, LossContract.class, GivenFactory.OfLoss.class),
            of("metric", "metrics()", AttunePlugin::metrics, MetricContract.class, GivenFactory.OfMetric.class),
            of("media", "media()", AttunePlugin::media, MediaContract.class, GivenFactory.OfMedia.class),
            new ComponentKind(
                    "transcriber",
                    "transcribers()",
                    AttunePlugin::transcribers,
                    TranscriberContract.class.getSimpleName(),
                    Optional.empty(),
                    "the checks need a recording in which it finds words"),
            new ComponentKind(
                    "corpus",
                    "corpora()",
                    AttunePlugin::corpora,
                    CorpusContract.class.getSimpleName(),
                    Optional.empty(),
                    "the checks make the corpus several times, so they need options that keep it small"));

    private static ComponentKind of(
            String label,
            String accessor,
            Function<AttunePlugin, List<? extends ComponentFactory<?>>> factories,
            Class<?> contract,
            Class<?> given) {
        return new ComponentKind(label, accessor, factories, contract.getSimpleName(), Optional.of(given), "");
    }
}
