package dev.attune.runner.config;

import dev.attune.api.ComponentFactory;
import dev.attune.runner.plugin.ComponentKind;
import dev.attune.runner.plugin.ComponentRegistry;
import java.util.List;

/** Writes the reference of all configuration keys from the records' own annotations, so that it cannot be out of date. */
public final class ConfigReference {
    private static final String INTRODUCTION = """
            # Configuration reference

            Generated from the program; do not edit. A key without a default is required, unless its default is `none`.
            `{type: X}` chooses the component X, and its options stand beside `type`; a plain `X` is short for it.
            Every value may contain `${env:NAME}` or `${env:NAME:-default}`; `$${` stands for `${`. A relative path is taken
            from the folder of the file that it is written in, or on the command line from the working folder.
            `extends: other.yaml` takes everything from another file that this one does not say: maps merge, everything else
            is replaced. A component of another type replaces the component with all its options, except the keys of `data` that
            all datasets share, and those of a modality that all encoders share.
            """;

    private ConfigReference() {}

    /**
     * Writes the reference as Markdown.
     *
     * @param registry the components to include, in alphabetical order
     */
    public static String markdown(ComponentRegistry registry) {
        StringBuilder out = new StringBuilder(INTRODUCTION);
        table("## Experiment", OptionDoc.of(ConfigLoader.experimentSchema()), out);
        table("## Study", OptionDoc.of(ConfigLoader.studySchema()), out);
        table("## Extraction", OptionDoc.of(ConfigLoader.extractionSchema()), out);
        for (ComponentKind kind : ComponentKind.values()) {
            registry.components(kind).values().forEach(factory -> component(kind, factory, out));
        }
        return out.toString();
    }

    private static void component(ComponentKind kind, ComponentFactory<?> factory, StringBuilder out) {
        String heading = "## " + kind.phrase() + " `" + factory.name() + "`\n\n" + factory.summary();
        String cited = factory.citation()
                .map(citation -> "\n\n" + citation.text() + " " + citation.identifier())
                .orElse("");
        List<OptionDoc> options = Describe.options(factory);
        if (options.isEmpty()) {
            out.append('\n').append(heading).append(cited).append("\n\nNo options.\n");
        } else {
            table(heading + cited, options, out);
        }
    }

    private static void table(String heading, List<OptionDoc> options, StringBuilder out) {
        out.append('\n').append(heading).append('\n');
        table(options, out);
    }

    /** Writes the table of some options. */
    static void table(List<OptionDoc> options, StringBuilder out) {
        out.append("\n| key | type | range | default | meaning |\n|---|---|---|---|---|\n");
        for (OptionDoc option : options) {
            String value =
                    option.defaultValue().isPresent() ? "`" + option.shownDefault() + "`" : option.shownDefault();
            out.append("| `")
                    .append(option.key())
                    .append("` | ")
                    .append(cell(option.type()))
                    .append(" | ")
                    .append(cell(option.range()))
                    .append(" | ")
                    .append(cell(value))
                    .append(" | ")
                    .append(cell(option.text()))
                    .append(" |\n");
        }
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replace("\n", " ");
    }
}
