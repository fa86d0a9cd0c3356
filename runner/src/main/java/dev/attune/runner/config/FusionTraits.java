package dev.attune.runner.config;

import dev.attune.api.ComponentFactory;
import dev.attune.api.PluginException;
import dev.attune.api.fusion.FusionChoice;
import dev.attune.api.fusion.FusionFactory;
import dev.attune.api.fusion.ModalityCount;
import dev.attune.runner.config.Node.Mapping;
import dev.attune.runner.plugin.ComponentKind;
import dev.attune.runner.plugin.ComponentRegistry;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a fusion with its default options asks of an experiment.
 *
 * @param modalities how many it can work with
 * @param fixedLength whether its weights are tied to the length of windows
 */
record FusionTraits(ModalityCount modalities, boolean fixedLength) {
    /** Returns the traits of a component; empty if it is no fusion, or one that needs an option that has no default. */
    static Optional<FusionTraits> of(ComponentFactory<?> factory, ComponentRegistry registry) {
        return factory instanceof FusionFactory<?> fusion ? ofFusion(fusion, registry) : Optional.empty();
    }

    private static Optional<FusionTraits> ofFusion(FusionFactory<?> fusion, ComponentRegistry registry) {
        RecordSchema schema = RecordSchema.of(fusion);
        Place nowhere = new Source(fusion.name(), Path.of(""), 0).whole();
        Mapping nothing = new Mapping(Map.of(), nowhere);
        Binder binder = new Binder(registry, List.of(), new Variables(Map.of()), new Problems());
        Record defaults = SectionType.bind(
                schema, new Spot("", nowhere, nothing), nothing, SectionType.Unknown.key(schema.keys()), binder);
        return Optional.ofNullable(defaults)
                .map(options -> new FusionChoice(fusion, options))
                .map(choice -> new FusionTraits(choice.modalities(), choice.fixedLength()));
    }

    /** Says how many modalities a fusion works with, in a few words; or that its options are broken, which is nobody else's fault. */
    static String modalities(ComponentFactory<?> factory, ComponentRegistry registry) {
        try {
            RecordSchema.of(factory);
        } catch (PluginException e) {
            return "broken options";
        }
        return of(factory, registry).map(known -> known.modalities().words()).orElseGet(() -> open(factory));
    }

    /** Says on which windows a fusion works, in a few words. */
    static String windows(ComponentFactory<?> factory, ComponentRegistry registry) {
        return of(factory, registry)
                .map(known -> known.fixedLength() ? "tied to the window length" : "any window length")
                .orElseGet(() -> open(factory));
    }

    /** Says what decides for a fusion that needs an option: the fusion that it wraps, if that is the one. */
    private static String open(ComponentFactory<?> factory) {
        List<Option> needed = RecordSchema.of(factory.configType()).options().stream()
                .filter(Option::required)
                .toList();
        return needed.size() == 1
                        && needed.get(0).type() instanceof ComponentType component
                        && component.kind() == ComponentKind.FUSION
                ? "as the fusion in `" + needed.get(0).key() + "`"
                : "as its options say";
    }
}
