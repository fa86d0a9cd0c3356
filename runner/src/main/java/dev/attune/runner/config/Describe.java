package dev.attune.runner.config;

import dev.attune.api.Citation;
import dev.attune.api.ComponentFactory;
import dev.attune.api.ConfigException;
import dev.attune.api.Explanation;
import dev.attune.runner.plugin.ComponentKind;
import dev.attune.runner.plugin.ComponentRegistry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Says in plain text which components there are, and what their options mean. */
public final class Describe {
    private final ComponentRegistry registry;

    /**
     * Makes a describer.
     *
     * @param registry the components to describe
     */
    public Describe(ComponentRegistry registry) {
        this.registry = registry;
    }

    /** Lists all components of all kinds, one line each. */
    public String list() {
        StringBuilder out = new StringBuilder();
        for (ComponentKind kind : ComponentKind.values()) {
            if (!registry.components(kind).isEmpty()) {
                out.append(out.isEmpty() ? "" : "\n").append(list(kind));
            }
        }
        return out.toString();
    }

    /**
     * Lists the components of one kind.
     *
     * @param kind which
     * @return a heading, then name and summary of each on a line; of a fusion, the number of modalities stands between
     */
    public String list(ComponentKind kind) {
        StringBuilder out = new StringBuilder(kind.plural()).append('\n');
        Map<String, ? extends ComponentFactory<?>> components = registry.components(kind);
        List<String> needs = components.values().stream()
                .map(factory -> kind == ComponentKind.FUSION ? FusionTraits.modalities(factory, registry) + "  " : "")
                .toList();
        int width = width(components.keySet());
        int column = width(needs);
        Iterator<String> need = needs.iterator();
        components.forEach((name, factory) -> out.append("  ")
                .append(padded(name, width))
                .append("  ")
                .append(padded(need.next(), column))
                .append(factory.summary())
                .append('\n'));
        return out.toString();
    }

    /**
     * Describes one component: what it is and computes, when to use it, where it was published, and each option.
     *
     * @param kind its kind, singular or plural
     * @param name its name
     * @throws ConfigException if there is no such kind or component
     */
    public String component(String kind, String name) {
        ComponentKind found = kind(kind);
        ComponentFactory<?> factory = factory(found, name);
        StringBuilder out = new StringBuilder();
        out.append(found.phrase()).append(' ').append(name).append('\n');
        out.append("  ").append(factory.summary()).append('\n');
        factory.explanation().ifPresent(explanation -> out.append(explained(explanation)));
        if (found == ComponentKind.FUSION) {
            out.append("\nModalities: ").append(FusionTraits.modalities(factory, registry));
            out.append("\nWindows:    ")
                    .append(FusionTraits.windows(factory, registry))
                    .append('\n');
        }
        factory.citation().ifPresent(citation -> out.append(cited(citation)));
        List<OptionDoc> options = options(factory);
        out.append('\n').append(options.isEmpty() ? "It has no options.\n" : "Options\n");
        int width = options.stream().mapToInt(o -> o.key().length()).max().orElse(0);
        for (OptionDoc option : options) {
            String range = option.range().isEmpty() ? "" : " (" + option.range() + ")";
            String value = option.defaultValue()
                    .map(text -> ", default " + text)
                    .orElse(option.required() ? ", required" : ", optional");
            out.append("  ").append(padded(option.key(), width)).append("  ");
            out.append(option.type()).append(range).append(value).append('\n');
            if (!option.text().isEmpty()) {
                out.append("  ")
                        .append(" ".repeat(width))
                        .append("  ")
                        .append(option.text())
                        .append('\n');
            }
        }
        return out.toString();
    }

    /**
     * Returns the options of a component, for a program to read.
     *
     * @param factory the component
     */
    public static List<OptionDoc> options(ComponentFactory<?> factory) {
        return OptionDoc.of(RecordSchema.of(factory.configType()));
    }

    /**
     * Finds a kind by its word.
     *
     * @param word singular or plural
     * @throws ConfigException if there is none
     */
    public static ComponentKind kind(String word) {
        return ComponentKind.named(word).orElseThrow(() -> {
            List<String> words = new ArrayList<>();
            for (ComponentKind kind : ComponentKind.values()) {
                words.add(kind.plural());
            }
            return new ConfigException(
                    "found the kind " + word + ", wanted one of " + String.join(", ", words) + hint(word, words));
        });
    }

    /**
     * Finds a component by its name.
     *
     * @param kind its kind
     * @param name its name
     * @throws ConfigException if there is none
     */
    public ComponentFactory<?> factory(ComponentKind kind, String name) {
        Map<String, ? extends ComponentFactory<?>> components = registry.components(kind);
        ComponentFactory<?> factory = components.get(name);
        if (factory == null) {
            String all = components.isEmpty() ? "but there is none" : String.join(", ", components.keySet());
            throw new ConfigException("found the " + kind.phrase() + " " + name + ", wanted one of " + all
                    + hint(name, List.copyOf(components.keySet())));
        }
        return factory;
    }

    private static String hint(String found, List<String> known) {
        List<String> near = NearestNames.of(found, known);
        return near.isEmpty() ? "" : "; did you mean " + NearestNames.alternatives(near) + "?";
    }

    private static String cited(Citation citation) {
        return "\n" + citation.text() + "\n" + citation.identifier() + "\n\n"
                + citation.bibtex().strip() + "\n";
    }

    private static String explained(Explanation explanation) {
        return "\nFormula\n" + explanation.formula().stripIndent().strip().indent(2)
                + "\nShapes\n" + explanation.shapes().strip().indent(2)
                + "\nUse\n" + explanation.use().strip().indent(2)
                + "\nAvoid\n" + explanation.avoid().strip().indent(2);
    }

    private static int width(Collection<String> texts) {
        return texts.stream().mapToInt(String::length).max().orElse(0);
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(width - text.length());
    }
}
